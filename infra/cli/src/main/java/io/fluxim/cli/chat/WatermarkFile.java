package io.fluxim.cli.chat;

import io.fluxim.client.Client;
import io.fluxim.client.Failed;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A device's watermark between chats: one line, epoch and last position. */
final class WatermarkFile {

    private final Path file;

    WatermarkFile(Path directory, String user, String device) {
        this.file = directory.resolve(encoded(user) + "@" + encoded(device));
    }

    /** What was saved; {@link Client.Position#START} where nothing was, which only means that old messages are shown again. */
    Client.Position load() {
        try {
            String[] words = Files.readString(file).strip().split(" ");
            return new Client.Position(words[0], Long.parseLong(words[1]));
        } catch (IOException | RuntimeException none) {
            return Client.Position.START;
        }
    }

    void save(Client.Position watermark) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, watermark.epoch() + " " + watermark.last() + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failed("cannot keep the position in " + file + ": " + e.getMessage(), e);
        }
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
