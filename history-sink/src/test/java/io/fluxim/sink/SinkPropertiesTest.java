package io.fluxim.sink;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SinkPropertiesTest {

    @Test
    void givenAValueOutOfBounds_whenBound_thenKeyBoundAndValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SinkProperties(Duration.ZERO, Duration.ofSeconds(1)))
                .withMessage("im.history-sink.wait-min must be positive, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SinkProperties(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .withMessage("im.history-sink.wait-max must be >= wait-min (PT2S), was PT1S");
    }
}
