package io.fluxim.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    private Path root;

    @Test
    void givenClaimed_whenClaimedAgain_thenRefusedUntilClosed() throws IOException {
        try (DataDirectory first = DataDirectory.claim(root)) {
            assertThat(first.root()).isEqualTo(root);
            assertThatThrownBy(() -> DataDirectory.claim(root))
                    .isInstanceOf(CannotRun.class)
                    .hasMessageContaining("another process");
        }
        DataDirectory.claim(root).close();
    }

    @Test
    void givenReady_whenClosed_thenNothingTellsOfIt() throws IOException {
        try (DataDirectory data = DataDirectory.claim(root)) {
            data.storesReady(Map.of("spring.data.redis.url", "redis://:secret=@127.0.0.1:1"));
            assertThat(DataDirectory.stores(root))
                    .contains(Map.of("spring.data.redis.url", "redis://:secret=@127.0.0.1:1"));
            assertThat(Files.getPosixFilePermissions(root.resolve("run/stores")))
                    .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
            data.ready(Map.of("api", "http://127.0.0.1:1"), "text\n");
            assertThat(root.resolve("run/addresses")).hasContent("api=http://127.0.0.1:1");
            assertThat(root.resolve("run/ready")).hasContent("text");
            assertThat(root.resolve("run/fluxim.pid"))
                    .content()
                    .startsWith(ProcessHandle.current().pid() + " ");
        }
        assertThat(DataDirectory.stores(root)).isEmpty();
        assertThat(root.resolve("run")).isDirectoryNotContaining(file -> !file.endsWith("lock"));
    }
}
