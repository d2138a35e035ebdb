package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class AuditPropertiesTest {

    @Test
    void givenNothing_whenBound_thenDefaults() {
        assertThat(bound(Map.of()))
                .isEqualTo(new AuditProperties(Duration.ofSeconds(60), Duration.ofSeconds(5), 200, 4));
    }

    @ParameterizedTest
    @CsvSource({"settle,-1s,PT-1S", "recheck,11m,PT11M", "page,1001,1001", "page,0,0", "side-by-side,65,65"})
    void givenValueOutside_whenBound_thenKeyAndValueAreNamed(String key, String value, String said) {
        assertThatThrownBy(() -> bound(Map.of("im.audit." + key, value)))
                .rootCause()
                .hasMessageStartingWith("im.audit." + key + " must be ")
                .hasMessageEndingWith("was " + said);
    }

    private static AuditProperties bound(Map<String, String> keys) {
        return new Binder(new MapConfigurationPropertySource(keys)).bindOrCreate("im.audit", AuditProperties.class);
    }
}
