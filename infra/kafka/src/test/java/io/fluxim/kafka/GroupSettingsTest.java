package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupSettingsTest {

    @ParameterizedTest
    @CsvSource({"10, 0, 10", "10, 9, 10", "10, 30, 30", "10, 50, 50", "10, 9000, 50", "200, 90, 200", "0, 30, 0"})
    void givenABusyFlow_whenRestIsAsked_thenAsLongAsItWasBusyWithinBounds(long pace, long busy, long rest) {
        GroupSettings.Times times =
                new GroupSettings.Times(Duration.ofMillis(pace), Duration.ofMillis(200), Duration.ofSeconds(5));

        assertThat(times.rest(Duration.ofMillis(busy))).isEqualTo(Duration.ofMillis(rest));
    }
}
