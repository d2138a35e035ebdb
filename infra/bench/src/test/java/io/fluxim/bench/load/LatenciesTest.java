package io.fluxim.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private static final long MILLI = 1_000_000;

    /** A server that stands still for a second: who waits with sending until it answers would note one slow message. */
    @Test
    void givenStall_whenMessagesCouldNotBeSent_thenEachCountsFromWhenItWasDue() {
        Latencies latencies = new Latencies();
        Schedule schedule = Schedule.lasting(Duration.ofSeconds(2), 1_000, 0);
        latencies.measure(schedule, 0);

        for (int number = 0; number < 2_000; number++) {
            boolean stalled = number >= 1_000;
            latencies.received(number, (stalled ? 2_000 : number) * MILLI + MILLI);
        }

        Latencies.Percentiles seen = latencies.percentiles();
        assertThat(seen.count()).isEqualTo(2_000);
        assertThat(seen.p50()).isCloseTo(1, within(0.01));
        assertThat(seen.p99()).isCloseTo(981, within(1.0));
        assertThat(seen.max()).isCloseTo(1_001, within(1.0));
    }

    @Test
    void givenWarmUpAndAftermath_whenReceived_thenOnlyWhatIsMeasuredCounts() {
        Latencies latencies = new Latencies();
        latencies.received(0, MILLI);
        latencies.measure(new Schedule(0, 1_000, 10), 100);

        latencies.received(99, 500 * MILLI);
        latencies.received(100, 2 * MILLI);
        latencies.received(109, 11 * MILLI);
        latencies.received(110, 500 * MILLI);

        assertThat(latencies.percentiles().count()).isEqualTo(2);
        assertThat(latencies.percentiles().max()).isCloseTo(2, within(0.01));
    }
}
