package io.fluxim.cli.plots;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.client.Failed;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusTest {

    @TempDir
    private Path dir;

    @Test
    void givenNoProgram_whenStarted_thenItSaysWhatToInstall() {
        assertThatThrownBy(() -> Prometheus.start("no-such-prometheus", dir.resolve("prometheus.yml"), dir))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("no-such-prometheus")
                .hasMessageContaining("Debian's prometheus");
    }

    @Test
    void givenProgramThatEnds_whenStarted_thenItTellsWhatItSaid() {
        assertThatThrownBy(() -> Prometheus.start("false", dir.resolve("prometheus.yml"), dir))
                .isInstanceOf(Failed.class)
                .hasMessageContaining("does not start");
    }
}
