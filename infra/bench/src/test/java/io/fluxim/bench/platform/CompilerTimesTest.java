package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerTimesTest {

    private static void thread(Path tasks, String id, String name) throws IOException {
        String stat = "%s (%s) S 1 1 1 0 -1 4194560 100 0 0 0 12 3 0 0 20 0 31 0 99 1".formatted(id, name);
        Files.writeString(Files.createDirectories(tasks.resolve(id)).resolve("stat"), stat);
    }

    @Test
    void givenThreadsOfJvm_whenRead_thenOnlyTheCompilersCount(@TempDir Path tasks) throws IOException {
        thread(tasks, "7", "C2 CompilerThre");
        thread(tasks, "8", "C1 CompilerThre");
        thread(tasks, "9", "GC Thread#0");
        Files.createDirectories(tasks.resolve("10")); // has just ended

        assertThat(CompilerTimes.read(tasks))
                .containsOnlyKeys(
                        tasks.resolve("7").toString(), tasks.resolve("8").toString())
                .containsValue(150_000L);
    }
}
