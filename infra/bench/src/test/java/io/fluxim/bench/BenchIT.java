package io.fluxim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bench, small: a platform of processes, pairs who talk, every message checked, the stores compared and measured. */
class BenchIT {

    @TempDir
    Path out;

    @Test
    void givenPlatform_whenBenchedQuickly_thenEveryMessageIsAsPromised() throws Exception {
        int code = new CommandLine(new Bench())
                .execute("direct", "--quick", "--rate", "200", "--profile", "--out", out.toString());

        assertThat(code).isZero();
        JsonNode report = JsonMapper.shared().readTree(Files.readString(out.resolve("report.json")));
        JsonNode check = report.path("scenarios").path(0).path("check");
        assertThat(check.path("counts").path("accepted").asLong()).isPositive();
        assertThat(check.path("archived").asLong())
                .isEqualTo(check.path("counts").path("accepted").asLong());
        assertThat(report.path("scenarios")
                        .path(0)
                        .path("steps")
                        .path(0)
                        .path("effort")
                        .path("cpu")
                        .path("servers")
                        .size())
                .isEqualTo(7);
        JsonNode audited = report.path("audits").path(0);
        assertThat(audited.path("mismatches").size()).isZero();
        assertThat(audited.path("seen").path("messages").asLong())
                .isEqualTo(check.path("counts").path("accepted").asLong());
        JsonNode ceiling = report.path("ceilings").path(0);
        assertThat(ceiling.path("stores").size()).isEqualTo(4);
        assertThat(out.resolve("report.html")).exists();
        for (String jvm : List.of("access", "pipeline", "sink", "kafka", "mongodb")) {
            assertThat(RecordingFile.readAllEvents(out.resolve("profile/direct/" + jvm + ".jfr")))
                    .isNotEmpty();
        }
    }
}
