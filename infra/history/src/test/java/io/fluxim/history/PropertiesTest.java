package io.fluxim.history;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PropertiesTest {

    @Test
    void givenAValueOutOfBounds_whenBound_thenKeyBoundAndValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryProperties(Duration.ZERO))
                .withMessage("im.history.timeout must be >= 100ms, was PT0S");
    }
}
