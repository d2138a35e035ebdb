package io.fluxim.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    private Path proc;

    @BeforeEach
    void enough() throws IOException {
        limits(20_000);
        memory(8_000_000);
    }

    @Test
    void givenEnoughOfEverything_whenExamined_thenAllGood() {
        assertThat(new Machine(proc.resolve("not/yet/there"), proc).findings())
                .hasOnlyElementsOfType(Finding.Good.class);
    }

    @Test
    void givenFewFilesAndLittleMemory_whenExamined_thenDoubtfulWithAdvice() throws IOException {
        limits(1_024);
        memory(500_000);

        assertThat(new Machine(proc, proc).findings().stream().filter(Finding.Doubtful.class::isInstance))
                .extracting(Finding::what)
                .containsExactly("at most 1024 open files", "0.5 GB of memory available");
    }

    private void limits(int files) throws IOException {
        Files.createDirectories(proc.resolve("self"));
        Files.writeString(
                proc.resolve("self/limits"),
                "Limit                     Soft Limit           Hard Limit           Units\n"
                        + "Max open files            " + files + "                 1048576              files\n");
    }

    private void memory(long kilobytes) throws IOException {
        Files.writeString(proc.resolve("meminfo"), "MemTotal: 9000000 kB\nMemAvailable:   " + kilobytes + " kB\n");
    }
}
