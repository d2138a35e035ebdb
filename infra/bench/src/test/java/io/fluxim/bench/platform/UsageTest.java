package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.bench.report.Cpu;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Of this very process, which Linux tells about as of any other. */
class UsageTest {

    private static final int TIMES = 100;

    private static Usage usage() {
        return Usage.of(List.of(new Member("this", ProcessHandle.current(), true)));
    }

    /** Keeps this thread's core busy for so long. */
    private static void busy(long millis) {
        long end =
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void givenWork_whenCompared_thenItsTimeIsDividedByTheMessages() {
        Usage before = usage();
        busy(200);
        Usage after = usage();

        Cpu cpu = after.since(before, 10);
        assertThat(cpu.sum()).isGreaterThan(18_000); // a tick is 10 ms
        assertThat(cpu.servers()).containsOnlyKeys("this");
        assertThat(cpu.threads().values().stream().mapToDouble(each -> each).sum())
                .isGreaterThan(18_000);
        assertThat(after.coresSince(before)).isPositive();
        assertThat(after.residentBytes()).isPositive();
    }

    @Test
    void givenThreadThatPauses_whenCompared_thenItsSwitchesCount() {
        Usage before = usage();
        for (int i = 0; i < TIMES; i++) {
            LockSupport.parkNanos(1);
        }

        assertThat(usage().switchesSince(before)).isGreaterThanOrEqualTo(TIMES);
    }
}
