package io.fluxim.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataLockTest {

    @TempDir
    Path dir;

    @Test
    void givenDirectoryInUse_whenTaken_thenRefusedUntilItIsLetGo() {
        DataLock first = DataLock.of(dir);
        String pid = Long.toString(ProcessHandle.current().pid());
        assertThatThrownBy(() -> DataLock.of(dir.resolve("sub/..")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("process " + pid);
        first.close();
        first.close();
        DataLock.of(dir).close();
    }
}
