package io.fluxim.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class InFlightLimiterTest {

    private static final TopicPartition LEADERLESS = new TopicPartition("im.accepted", 0);
    private static final TopicPartition OTHER = new TopicPartition("im.accepted", 1);

    private final InFlightLimiter inFlight = new InFlightLimiter(10, 1_000, new SimpleMeterRegistry());

    @Test
    void givenAPartitionThatIsNotAcknowledged_whenItIsFull_thenTheOthersHaveRoom() {
        for (int i = 0; i < 5; i++) {
            assertThat(inFlight.admit(LEADERLESS, 1)).isTrue();
        }
        assertThat(inFlight.admit(LEADERLESS, 1)).isFalse();
        for (int i = 0; i < 100; i++) {
            assertThat(inFlight.admit(OTHER, 1)).isTrue();
            inFlight.release(1);
            inFlight.left(OTHER, 1);
        }
        inFlight.release(1);
        inFlight.left(LEADERLESS, 1);
        assertThat(inFlight.admit(LEADERLESS, 1)).isTrue();
        assertThat(inFlight.bytes()).isEqualTo(5);
    }

    @Test
    void givenLargeRecords_whenAdmitted_thenBoundedByBytesAndOneAlwaysGoes() {
        assertThat(inFlight.admit(LEADERLESS, 5_000)).isTrue();
        assertThat(inFlight.admit(OTHER, 1)).isFalse();
        inFlight.release(5_000);
        inFlight.left(LEADERLESS, 5_000);
        assertThat(inFlight.admit(OTHER, 400)).isTrue();
        assertThat(inFlight.admit(OTHER, 200)).isFalse();
        assertThat(inFlight.admit(LEADERLESS, 200)).isTrue();
    }

    @Test
    void givenAFlow_whenItAppendsMany_thenFourTimesAsMuchAndNoPartitionIsCounted() {
        assertThat(inFlight.admitAll(40, 4_000)).isTrue();
        assertThat(inFlight.admitAll(1, 1)).isFalse();
        assertThat(inFlight.admit(OTHER, 1)).isFalse();
    }
}
