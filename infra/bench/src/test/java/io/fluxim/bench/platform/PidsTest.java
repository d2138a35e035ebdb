package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidsTest {

    @Test
    void givenFile_whenRead_thenItsFirstNumberIsTheProcess(@TempDir Path dir) throws IOException {
        long pid = ProcessHandle.current().pid();
        Path file = Files.writeString(dir.resolve("fluxim.pid"), pid + " 4711\n");

        assertThat(Pids.in(file)).contains(ProcessHandle.current());
    }

    @Test
    void givenNoFile_whenRead_thenThereIsNoProcess(@TempDir Path dir) {
        assertThat(Pids.in(dir.resolve("fluxim.pid"))).isEmpty();
    }
}
