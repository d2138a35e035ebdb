package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class KafkaPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "source.pace, -1ms, must be >= PT0S",
        "source.pace, 2s, must be <= PT1S",
        "source.fetch-wait, 0ms, must be >= PT0.001S",
        "source.fetch-wait, 1h, must be <= PT1S",
        "source.min-fetch, 0B, must be 1B to 32MB",
        "source.min-fetch, 64MB, must be 1B to 32MB"
    })
    void givenValueOutOfBounds_whenBound_thenTheKeyAndItsBoundAreNamed(String key, String value, String expected) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("im.kafka." + key, value)));

        assertThatThrownBy(() -> binder.bindOrCreate("im.kafka", KafkaProperties.class))
                .rootCause()
                .hasMessageContaining("im.kafka." + key)
                .hasMessageContaining(expected);
    }
}
