package io.fluxim.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "14260, 14.3 s",
        "59900, 59.9 s",
        "59999, 1 min 0 s",
        "200400, 3 min 20 s",
        "3599900, 60 min 0 s"
    })
    void givenMillis_whenTold_thenInTheUnitThatFits(long millis, String told) {
        assertThat(Figures.time(millis)).isEqualTo(told);
    }

    @Test
    void givenNumbers_whenTold_thenGroupedAndCounted() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.count(1, "fault")).isEqualTo("1 fault");
        assertThat(Figures.count(0, "fault")).isEqualTo("0 faults");
        assertThat(Figures.time(OptionalLong.empty())).isEqualTo("–");
        assertThat(Figures.latency(11.44)).isEqualTo("11.4 ms");
        assertThat(Figures.latency(1_412.7)).isEqualTo("1,413 ms");
        assertThat(Figures.bytes(312L * 1024 * 1024)).isEqualTo("312 MiB");
    }
}
