package io.fluxim.cli.plots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {

    @ParameterizedTest
    @ValueSource(doubles = {0.00031, 0.9, 1, 3, 4, 7.3, 99, 100, 101, 123_456})
    void givenAMost_whenScaled_thenItFitsAndFewTicksAreRound(double most) {
        Axis axis = Axis.upTo(most);

        assertThat(axis.top()).isGreaterThanOrEqualTo(most).isLessThanOrEqualTo(most * 2);
        assertThat(axis.ticks()).hasSizeBetween(2, 5).startsWith(0.0);
        assertThat(axis.share(axis.top())).isEqualTo(1);
    }

    @Test
    void givenNothing_whenScaled_thenThereIsAnAxisAllTheSame() {
        assertThat(Axis.upTo(0)).isEqualTo(new Axis(1, 1));
    }
}
