package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadUseTest {

    private static void thread(Path tasks, String id, String name) throws IOException {
        Path thread = Files.createDirectories(tasks.resolve(id));
        Files.writeString(
                thread.resolve("stat"),
                "%s (%s) S 1 1 1 0 -1 4194560 100 0 0 0 12 3 0 0 20 0 31 0 99 1".formatted(id, name));
        Files.writeString(
                thread.resolve("status"),
                "Name:\t%s\nvoluntary_ctxt_switches:\t40\nnonvoluntary_ctxt_switches:\t2\n".formatted(name));
    }

    @Test
    void givenThreads_whenRead_thenEachHasItsNameItsTimeAndItsSwitchesOfBothKinds(@TempDir Path tasks)
            throws IOException {
        thread(tasks, "7", "C2 CompilerThre");
        thread(tasks, "8", "a (b) c");
        Files.createDirectories(tasks.resolve("9")); // has just ended

        assertThat(ThreadUse.of(tasks))
                .hasSize(2)
                .containsEntry(tasks.resolve("7").toString(), new ThreadUse("C2 CompilerThre", 150_000, 42))
                .containsEntry(tasks.resolve("8").toString(), new ThreadUse("a (b) c", 150_000, 42));
    }

    @Test
    void givenNameWithSpacesAndBrackets_whenRead_thenUserAndSystemTimeAreAdded() {
        String stat = "4711 (a (b) c) S 1 4711 4711 0 -1 4194560 100 0 0 0 1234 66 0 0 20 0 31 0 99 1 2 3";

        assertThat(ThreadUse.micros(stat)).isEqualTo(13_000_000);
    }
}
