package io.fluxim.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void givenRate_whenLasting_thenSoManyAreDueInTheTime() {
        assertThat(Schedule.lasting(Duration.ofSeconds(20), 8_000, 0).count()).isEqualTo(160_000);
    }

    @Test
    void givenRateWhoseGapIsNoWholeNumber_whenLong_thenItDoesNotDrift() {
        Schedule schedule = Schedule.lasting(Duration.ofHours(1), 3, 7);

        assertThat(schedule.due(0)).isEqualTo(7);
        assertThat(schedule.due(1)).isEqualTo(7 + 333_333_333);
        assertThat(schedule.due(3 * 3_600 - 3)).isEqualTo(7 + 3_599_000_000_000L);
    }

    @Test
    void givenWarmUp_whenMeasuredAfterIt_thenTheRateGoesOnWithoutAGap() {
        Schedule warm = Schedule.lasting(Duration.ofSeconds(2), 10, 100);

        Schedule measured = warm.then(Duration.ofSeconds(1));

        assertThat(measured.due(0) - warm.due(19)).isEqualTo(100_000_000);
        assertThat(measured.count()).isEqualTo(10);
    }
}
