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
        "source.rest, -1ms, must be >= PT0S",
        "source.rest, 2s, must be <= PT1S",
        "source.lanes, -1, must be 0 to 64",
        "source.lanes, 65, must be 0 to 64",
        "source.max-weight, 0, must be >= 1"
    })
    void givenValueOutOfBounds_whenBound_thenTheKeyAndItsBoundAreNamed(String key, String value, String expected) {
        Binder binder = new Binder(new MapConfigurationPropertySource(Map.of("im.kafka." + key, value)));

        assertThatThrownBy(() -> binder.bindOrCreate("im.kafka", KafkaProperties.class))
                .rootCause()
                .hasMessageContaining("im.kafka." + key)
                .hasMessageContaining(expected);
    }
}
