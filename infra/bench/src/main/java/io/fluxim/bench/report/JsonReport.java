package io.fluxim.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The run as JSON: the components of {@link BenchReport} under their names, before them the answers that scripts ask for.
 * Latencies in milliseconds, CPU in microseconds a message, instants and durations ISO 8601, what is absent is null.
 */
public final class JsonReport {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JsonReport() {}

    public static String render(BenchReport report) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("holds", report.holds());
        json.put("exitCode", report.exitCode());
        json.setAll((ObjectNode) MAPPER.valueToTree(report));
        return MAPPER.writeValueAsString(json) + "\n";
    }

    /** @throws IOException where the file cannot be written */
    public static void write(BenchReport report, Path file) throws IOException {
        Files.writeString(file, render(report));
    }
}
