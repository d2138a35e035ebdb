package io.fluxim.torture.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The run as JSON: the components of {@link TortureReport} under their names, before them the answers that scripts ask for. Ids
 * are strings, instants ISO 8601, {@code took} an ISO 8601 duration, what is absent is null.
 */
public final class JsonReport {

    /** Ids as their text instead of objects. */
    private abstract static class UserIdAsText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        UserIdAsText(String value) {}

        @JsonValue
        abstract String value();
    }

    private abstract static class MessageIdAsText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        MessageIdAsText(String hex) {}

        @JsonValue
        abstract String hex();
    }

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addMixIn(UserId.class, UserIdAsText.class)
            .addMixIn(MessageId.class, MessageIdAsText.class)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private JsonReport() {}

    public static String render(TortureReport report) {
        Summary summary = new Summary(report);
        ObjectNode json = MAPPER.createObjectNode();
        json.put("verdict", report.verdict().name());
        json.put("exitCode", ExitCode.of(report));
        json.put("summary", summary.sentence());
        json.put("messagesChecked", summary.messages());
        json.put("checks", summary.checked());
        json.put(
                "longestRecoveryMillis",
                Summary.longestRecovery(report.cells()).stream()
                        .boxed()
                        .findAny()
                        .orElse(null));
        json.setAll((ObjectNode) MAPPER.valueToTree(report));
        return MAPPER.writeValueAsString(json) + "\n";
    }

    /**
     * What {@link #render} wrote.
     *
     * @throws tools.jackson.core.JacksonException naming the place, for anything else
     */
    public static TortureReport read(String json) {
        return MAPPER.readValue(json, TortureReport.class);
    }

    /** @throws IOException where the file cannot be written */
    public static void write(TortureReport report, Path file) throws IOException {
        Files.writeString(file, render(report));
    }
}
