package io.fluxim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracingPropertiesTest {

    private static final String COLLECTOR = "http://127.0.0.1:4318/v1/traces";

    @Test
    void givenNoEndpointOrNoRatio_whenAsked_thenOff() {
        assertThat(properties("", 1, 4096, 5000).on()).isFalse();
        assertThat(properties(COLLECTOR, 0, 4096, 5000).on()).isFalse();
        assertThat(properties(COLLECTOR, 0.5, 4096, 5000).on()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "collector:4318, 1, 4096, 5000, endpoint",
        "ftp://host/, 1, 4096, 5000, endpoint",
        "http://host/, 1.1, 4096, 5000, ratio",
        "http://host/, -1, 4096, 5000, ratio",
        "http://host/, NaN, 4096, 5000, ratio",
        "http://host/, 1, 511, 5000, max-waiting",
        "http://host/, 1, 65537, 5000, max-waiting",
        "http://host/, 1, 4096, 99, timeout",
        "http://host/, 1, 4096, 60001, timeout",
    })
    void givenAValueOutside_whenMade_thenRefusedByItsKey(
            String endpoint, double ratio, int maxWaiting, long timeout, String key) {
        assertThatThrownBy(() -> properties(endpoint, ratio, maxWaiting, timeout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("im.tracing." + key);
    }

    private static TracingProperties properties(String endpoint, double ratio, int maxWaiting, long timeout) {
        return new TracingProperties(endpoint, ratio, maxWaiting, Duration.ofMillis(timeout), Duration.ofSeconds(2));
    }
}
