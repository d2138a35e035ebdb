package io.fluxim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The bench, small: a platform, pairs who talk, every message checked, the stores compared. */
class BenchIT {

    @TempDir
    Path out;

    /**
     * What {@code ./fluxim up --detach} does, but with this test's classes: a build within a build would be in its way. The
     * launcher itself is what {@code .ci/run} measures by.
     */
    private Path launcher() throws IOException {
        Path file = Files.writeString(out.resolve("launcher"), """
                #!/bin/sh
                set -eu
                shift 2
                for data; do :; done
                export CLASSPATH='%s'
                mkdir -p "$data"
                setsid '%s/bin/java' -Dfluxim.data="$data" -Xmx1g $(printf '%%s\\n' "$@" | grep '^-D') \\
                    io.fluxim.standalone.Standalone </dev/null >"$data/up.out" 2>&1 &
                while [ ! -f "$data/run/ready" ]; do kill -0 $! || exit 1; sleep 0.1; done
                """.formatted(
                        System.getProperty("java.class.path"), System.getProperty("java.home")));
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void givenPlatformAsItIsStarted_whenBenchedQuickly_thenEveryMessageIsAsPromised() throws Exception {
        int code = bench("direct", "--launcher", launcher().toString(), "--profile");

        assertThat(code).isZero();
        assertThatAllIsChecked();
        assertThat(cpu().path("servers").propertyNames()).containsExactlyInAnyOrder("fluxim", "redis", "mariadb");
        assertThat(cpu().path("standIn").asDouble()).isPositive();
        assertThat(step().path("effort").path("switches").asDouble()).isPositive();
        assertThat(step().path("effort").path("residentBytes").asLong()).isPositive();
        assertThat(report().path("scenarios").path(0).path("figures").values().stream()
                        .filter(figure -> figure.path("what").asString().startsWith("messages in a closed loop"))
                        .map(figure -> figure.path("reached").asDouble()))
                .singleElement()
                .satisfies(perSecond -> assertThat(perSecond).isPositive());
        assertThatWasRecorded(List.of("fluxim"));
    }

    @Test
    void givenPartsApart_whenBenchedQuickly_thenEachIsAProcessAndEveryMessageIsAsPromised() throws Exception {
        int code = bench("direct", "--apart", "--profile");

        assertThat(code).isZero();
        assertThatAllIsChecked();
        assertThat(cpu().path("servers").size()).isEqualTo(7);
        assertThatWasRecorded(List.of("access", "pipeline", "sink", "kafka", "mongodb"));
    }

    @Test
    void givenLauncherThatFails_whenBenched_thenNothingIsSaidOfThePromise() {
        assertThat(bench("direct", "--launcher", "/bin/false")).isEqualTo(3);
    }

    private int bench(String scenario, String... options) {
        CommandLine bench = new CommandLine(new Bench());
        List<String> arguments =
                new ArrayList<>(List.of(scenario, "--quick", "--rate", "200", "--out", out.toString()));
        arguments.addAll(List.of(options));
        return bench.execute(arguments.toArray(String[]::new));
    }

    private JsonNode report() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(out.resolve("report.json")));
    }

    private JsonNode step() throws IOException {
        return report().path("scenarios").path(0).path("steps").path(0);
    }

    private JsonNode cpu() throws IOException {
        return step().path("effort").path("cpu");
    }

    private void assertThatAllIsChecked() throws IOException {
        JsonNode check = report().path("scenarios").path(0).path("check");
        long accepted = check.path("counts").path("accepted").asLong();
        assertThat(accepted).isPositive();
        assertThat(check.path("archived").asLong()).isEqualTo(accepted);
        JsonNode audited = report().path("audits").path(0);
        assertThat(audited.path("mismatches").size()).isZero();
        assertThat(audited.path("seen").path("messages").asLong()).isEqualTo(accepted);
        assertThat(out.resolve("report.html")).exists();
    }

    private void assertThatWasRecorded(List<String> jvms) throws IOException {
        for (String jvm : jvms) {
            assertThat(RecordingFile.readAllEvents(out.resolve("profile/direct/" + jvm + ".jfr")))
                    .isNotEmpty();
        }
    }
}
