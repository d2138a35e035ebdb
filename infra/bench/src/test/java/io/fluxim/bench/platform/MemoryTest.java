package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.lab.process.CannotRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {

    @Test
    void givenStatusOfAProcess_whenRead_thenResidentMemoryIsInBytes() {
        assertThat(Memory.number(Memory.RESIDENT, "VmHWM:\t  999 kB\nVmRSS:\t   12 kB\n"))
                .isEqualTo(12 * 1024);
    }

    @Test
    void givenHeapOfOnePiece_whenRead_thenItHasItsUseAndItsPlace() {
        String told = " garbage-first heap   total reserved 524288K, committed 376832K, used 52341K [0x80, 0xa0)\n"
                + " Metaspace used 1K";

        assertThat(Memory.Space.all(told)).containsExactly(new Memory.Space(52_341L * 1024, 0x80, 0xa0));
    }

    @Test
    void givenHeapOfGenerations_whenRead_thenEachHasItsUseAndItsPlace() {
        String told = """
            DefNew     total 61440K, used 29581K [0x80, 0x90, 0xa0)
             eden space 54656K,  54% used [0x80, 0x85, 0x90)
            Tenured    total 136576K, used 1166K [0xa0, 0xb0, 0xc0)
             the  space 136576K,   0% used [0xa0, 0xb0, 0xc0)
            """;

        assertThat(Memory.Space.all(told))
                .containsExactly(
                        new Memory.Space(29_581L * 1024, 0x80, 0xa0), new Memory.Space(1_166L * 1024, 0xa0, 0xc0));
    }

    @Test
    void givenMappings_whenSummed_thenOnlyThoseOfTheHeapCount() {
        List<Memory.Space> heap =
                List.of(new Memory.Space(1, 0x80000000L, 0x80001000L), new Memory.Space(1, 0x80001000L, 0x80002000L));

        assertThat(Memory.residentBytes(
                        heap,
                        List.of(
                                "7fffe000-80000000 rw-p 00000000 00:00 0",
                                "Rss:                  1 kB",
                                "80000000-80001000 rw-p 00000000 00:00 0 ",
                                "Size:                 4 kB",
                                "Rss:                  4 kB",
                                "80001000-80002000 ---p 00000000 00:00 0 ",
                                "Rss:                  2 kB",
                                "80000000-80002000 rw-p 00000000 00:00 0 ",
                                "Rss:                  8 kB",
                                "7f0000000000-7f0000001000 r-xp 00000000 08:01 7 /lib/libjvm.so",
                                "Rss:                  8 kB",
                                "ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0 [vsyscall]",
                                "Rss:                  16 kB")))
                .isEqualTo(14 * 1024);
    }

    @Test
    void givenThisProcess_whenLookedAt_thenItHasBothKinds() {
        Memory memory = Memory.of(ProcessHandle.current().pid());

        assertThat(memory.heapBytes()).isPositive();
        assertThat(memory.besideBytes()).isPositive();
        assertThat(memory.bytes()).isEqualTo(memory.heapBytes() + memory.besideBytes());
    }

    @Test
    void givenAnythingElse_whenRead_thenItSaysWhatWasExpected() {
        assertThatThrownBy(() -> Memory.Space.all("no"))
                .isInstanceOf(CannotRun.class)
                .hasMessageContaining("heap");
    }
}
