package io.fluxim.cli.plots;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "short|0|0",
                "short|3.14159|3.14",
                "short|31.4159|31.4",
                "short|12345.6|12,346",
                "ops|250|250/s",
                "reqps|2.5|2.50/s",
                "s|0|0 s",
                "s|2|2 s",
                "s|0.0123|12.3 ms",
                "s|0.000045|45 µs",
                "ms|1500|1.50 s",
                "percentunit|0.5|50 %",
                "bytes|512|512 B",
                "bytes|1048576|1 MiB",
                "short|NaN|–"
            })
    void givenAValue_whenShown_thenThreeDigitsAndItsUnit(String unit, double value, String shown) {
        assertThat(Quantity.shown(unit, value)).isEqualTo(shown);
    }
}
