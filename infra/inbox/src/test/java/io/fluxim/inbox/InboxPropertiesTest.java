package io.fluxim.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class InboxPropertiesTest {

    @Test
    void givenNothing_whenBound_thenTheDefaultsStand() {
        assertThat(bound("im.inbox", InboxProperties.class, Map.of()).mongo())
                .isEqualTo(new MongoLimits(Duration.ofSeconds(2), Duration.ofSeconds(5), 16));
        assertThat(bound("im", RetentionProperties.class, Map.of()).retention()).isEqualTo(Duration.ofDays(14));
    }

    @Test
    void givenBadValue_whenBound_thenKeyBoundAndValueAreNamed() {
        assertThatThrownBy(() -> bound("im.inbox", InboxProperties.class, Map.of("im.inbox.side-by-side", "0")))
                .rootCause()
                .hasMessage("im.inbox.side-by-side must be 1 to 100, was 0");
        assertThatThrownBy(() -> bound("im.inbox", InboxProperties.class, Map.of("im.inbox.write-timeout", "0s")))
                .rootCause()
                .hasMessage("im.inbox.write-timeout must be >= 1ms, was PT0S");
        assertThatThrownBy(() -> bound("im", RetentionProperties.class, Map.of("im.retention", "3s")))
                .rootCause()
                .hasMessage("im.retention must be >= 1m, was PT3S");
    }

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, type);
    }
}
