package io.fluxim.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({"0, 1, 1", "1, 1, 1", "5, 5, 1", "14, 15, 5", "97, 100, 20", "100, 100, 20", "3326, 4000, 1000"})
    void givenTheHighestValue_whenScaled_thenTheAxisIsRoundAndNoLongerThanNeeded(long most, long top, long step) {
        assertThat(Scale.upTo(most, 5)).isEqualTo(new Scale(top, step));
    }

    @Test
    void givenValues_whenPlaced_thenWithinTheAxis() {
        Scale scale = new Scale(20, 5);

        assertThat(scale.ticks()).containsExactly(0L, 5L, 10L, 15L, 20L);
        assertThat(scale.place(5)).isEqualTo("25.00%");
        assertThat(scale.place(-1)).isEqualTo("0.00%");
        assertThat(scale.place(40)).isEqualTo("100.00%");
    }
}
