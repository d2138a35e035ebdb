package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

final class RoutePropertiesTest {

    @Test
    void givenNothing_whenBound_thenTheDefaultsStand() {
        RouteProperties properties = bound(Map.of());

        assertThat(properties.ttl()).isEqualTo(Duration.ofSeconds(60));
        assertThat(properties.renewal()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void givenBadValue_whenBound_thenKeyBoundAndValueAreNamed() {
        assertThatThrownBy(() -> bound(Map.of("im.route.ttl", "2s")))
                .rootCause()
                .hasMessage("im.route.ttl must be >= PT3S, was PT2S");
        assertThatThrownBy(() -> bound(Map.of("im.route.timeout", "0s")))
                .rootCause()
                .hasMessageContaining("im.route.timeout");
    }

    private static RouteProperties bound(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("im.route", RouteProperties.class);
    }
}
