package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.torture.cluster.CannotRun;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void givenStatusOfAProcess_whenRead_thenResidentMemoryIsInBytes() {
        assertThat(Memory.number(Memory.RESIDENT, "VmHWM:\t  999 kB\nVmRSS:\t   12 kB\n"))
                .isEqualTo(12 * 1024);
    }

    @Test
    void givenHeapOfAJvm_whenRead_thenWhatIsUsedIsInBytes() {
        String said =
                " garbage-first heap   total reserved 524288K, committed 376832K, used 52341K [0x0, 0x1)\n Metaspace used 1K";

        assertThat(Memory.number(Memory.USED, said)).isEqualTo(52_341L * 1024);
    }

    @Test
    void givenAnythingElse_whenRead_thenItSaysWhatWasExpected() {
        assertThatThrownBy(() -> Memory.number(Memory.USED, "no"))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("used");
    }
}
