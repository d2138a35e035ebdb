package io.fluxim.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    private final Reconnect reconnect = new Reconnect();

    @Test
    void givenWaitThatTheServerAsksFor_whenTriedAgain_thenNotBeforeItAndOnlyOnce() {
        reconnect.notBefore(Duration.ofSeconds(30));
        assertThat(reconnect.next()).isEqualTo(Duration.ofSeconds(30));
        assertThat(reconnect.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givenManyFailures_whenTriedAgain_thenTheWaitGrowsToItsBound() {
        assertThat(Stream.generate(reconnect::next).limit(20))
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(15)) <= 0)
                .last()
                .satisfies(wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ofMillis(7500)));
        reconnect.succeeded();
        assertThat(reconnect.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }
}
