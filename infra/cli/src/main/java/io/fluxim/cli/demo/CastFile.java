package io.fluxim.cli.demo;

import io.fluxim.client.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The last cast, as JSON. */
final class CastFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path file;

    CastFile(Path file) {
        this.file = file;
    }

    Optional<Cast> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode read = JSON.readTree(Files.readString(file));
            Map<String, Client.Position> positions = new LinkedHashMap<>();
            read.path("positions")
                    .forEachEntry((user, position) -> positions.put(
                            user,
                            new Client.Position(
                                    position.path("epoch").asString(""),
                                    position.path("last").asLong())));
            Cast.Sent sent = new Cast.Sent(
                    read.path("sentToGroup").asLong(), read.path("sentInChat").asLong());
            return Optional.of(
                    new Cast(read.path("run").asInt(), read.path("group").asString(""), positions, sent));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Cast cast) {
        ObjectNode json = JSON.createObjectNode()
                .put("run", cast.run())
                .put("group", cast.group())
                .put("sentToGroup", cast.sent().group())
                .put("sentInChat", cast.sent().chat());
        ObjectNode positions = json.putObject("positions");
        cast.positions()
                .forEach((user, position) ->
                        positions.putObject(user).put("epoch", position.epoch()).put("last", position.last()));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(next, json.toString());
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
