package io.fluxim.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CeilingTest {

    private static final Map<String, Double> STORES = Map.of("kafka", 40_000.0, "mongodb", 16_000.0);

    @Test
    void givenRate_whenReached_thenItsShareIsThatOfTheSlowestStore() {
        Ceiling ceiling = new Ceiling("direct", Optional.of(4_000.0), STORES, new Batches(0, 0, 0));

        assertThat(ceiling.slowest()).isEqualTo("mongodb");
        assertThat(ceiling.sharePercent()).contains(25.0);
    }

    @Test
    void givenNoRate_whenNoneWasReached_thenThereIsNoShare() {
        assertThat(new Ceiling("direct", Optional.empty(), STORES, new Batches(0, 0, 0)).sharePercent())
                .isEmpty();
    }
}
