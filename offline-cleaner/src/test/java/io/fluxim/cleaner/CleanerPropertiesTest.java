package io.fluxim.cleaner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CleanerPropertiesTest {

    @Test
    void givenNothing_whenBound_thenDefaults() {
        CleanerProperties properties = bound(Map.of());

        assertThat(properties.margin()).isEqualTo(Duration.ofDays(1));
        assertThat(properties.cron()).isPresent();
    }

    @Test
    void givenDash_whenBound_thenNeverByItself() {
        assertThat(bound(Map.of("im.cleaner.schedule", "-")).cron()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "schedule, at night, 'im.cleaner.schedule must be a cron expression of six fields, or -, was at night'",
        "page, 1001, 'im.cleaner.page must be 1 to 1000, was 1001'",
        "page, 0, 'im.cleaner.page must be 1 to 1000, was 0'",
        "max-deletes, 0, 'im.cleaner.max-deletes must be 1 to 9223372036854775807, was 0'",
        "margin, 1s, 'im.cleaner.margin must be PT1M to PT87600H, was PT1S'",
        "pace, 6s, 'im.cleaner.pace must be PT0S to PT5S, was PT6S'",
        "jitter, 13h, 'im.cleaner.jitter must be PT0S to PT12H, was PT13H'",
        "lease-ttl, 5s, 'im.cleaner.lease-ttl must be PT1M to PT1H, was PT5S'",
        "side-by-side, 0, 'im.cleaner.side-by-side must be 1 to 64, was 0'",
        "retries, 11, 'im.cleaner.retries must be 0 to 10, was 11'"
    })
    void givenBadValue_whenBound_thenKeyBoundAndValueAreNamed(String key, String value, String message) {
        assertThatThrownBy(() -> bound(Map.of("im.cleaner." + key, value)))
                .rootCause()
                .hasMessage(message);
    }

    private static CleanerProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("im.cleaner", CleanerProperties.class);
    }
}
