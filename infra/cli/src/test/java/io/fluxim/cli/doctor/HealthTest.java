package io.fluxim.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.Json;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void givenAllUp_whenRead_thenOneGoodLine() {
        assertThat(Health.findings(
                        "access",
                        Json.parse("{\"components\":{\"mongo\":{\"status\":\"UP\"},\"redis\":{\"status\":\"UP\"}}}")))
                .containsExactly(new Finding.Good("access: mongo, redis"));
    }

    @Test
    void givenStoreDown_whenRead_thenBadWithItsErrorAndAdvice() {
        assertThat(Health.findings("access", Json.parse("""
            {"components":{"ping":{"status":"UP"},
            "redis":{"status":"DOWN","details":{"error":"refused"}}}}\
            """)))
                .satisfiesExactly(
                        good -> assertThat(good).isEqualTo(new Finding.Good("access: ping")),
                        bad -> assertThat(bad).isInstanceOfSatisfying(Finding.Bad.class, finding -> {
                            assertThat(finding.what()).isEqualTo("access: redis is DOWN (refused)");
                            assertThat(finding.advice()).contains("fluxim.yml");
                        }));
    }

    @Test
    void givenNothingUseful_whenRead_thenBad() {
        assertThat(Health.findings("access", Json.object())).hasOnlyElementsOfType(Finding.Bad.class);
    }
}
