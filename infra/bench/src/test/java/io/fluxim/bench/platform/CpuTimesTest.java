package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CpuTimesTest {

    @Test
    void givenNameWithSpacesAndBrackets_whenRead_thenUserAndSystemTimeAreAdded() {
        String stat = "4711 (a (b) c) S 1 4711 4711 0 -1 4194560 100 0 0 0 1234 66 0 0 20 0 31 0 99 1 2 3";

        assertThat(CpuTimes.micros(stat)).isEqualTo(13_000_000);
    }
}
