package io.fluxim.access.gate.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PortPropertiesTest {

    @Test
    void givenNoKeys_whenBound_thenDefaults() {
        PortProperties bounds = bind(Map.of());
        assertThat(bounds.headersWithin()).isEqualTo(Duration.ofSeconds(10));
        assertThat(bounds.frames().maxPieces()).isEqualTo(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "headers-within, 99ms, 100ms to 5m",
        "headers-within, 301s, 100ms to 5m",
        "body-within, 0, 100ms to 10m",
        "taken-within, 11m, 100ms to 10m",
        "idle-after, 61m, 100ms to 60m",
        "max-line, 1KB, 2KB to 64KB",
        "max-headers, 65KB, 2KB to 64KB",
        "max-ahead, 2MB, 8KB to 1024KB",
        "frame.within, 1ms, 100ms to 10m",
        "frame.max-pieces, 15, 16 to 100000",
        "frame.control-per-second, 0, 1 to 1000",
    })
    void givenValueOutside_whenBound_thenKeyAndRangeAreNamed(String key, String value, String range) {
        assertThatThrownBy(() -> bind(Map.of("im.access.socket." + key, value)))
                .rootCause()
                .hasMessageStartingWith("im.access.socket." + key + " must be " + range + ", was ");
    }

    private static PortProperties bind(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys))
                .bindOrCreate("im.access.socket", PortProperties.class);
    }
}
