package io.fluxim.directory;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PropertiesTest {

    @Test
    void givenAValueOutOfBounds_whenBound_thenKeyBoundAndValueAreTold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DirectoryProperties(Duration.ZERO, 1, 2, Duration.ofMillis(50)))
                .withMessage("im.directory.timeout must be >= 100ms, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DirectoryProperties(Duration.ofSeconds(1), -1, 2, Duration.ofMillis(50)))
                .withMessage("im.directory.remembered must be >= 0, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DirectoryProperties(Duration.ofSeconds(1), 1, 2, Duration.ZERO))
                .withMessage("im.directory.outbox-poll must be >= 10ms, was PT0S");
    }
}
