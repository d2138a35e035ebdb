package io.fluxim.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateSearchTest {

    private final List<Integer> tried = new ArrayList<>();

    private int highest(RateSearch search, int capacity) {
        return search.highest(
                rate -> {
                    tried.add(rate);
                    return rate <= capacity;
                },
                rate -> rate <= capacity);
    }

    @Test
    void givenSystemWithACapacity_whenSearched_thenItIsFoundWithinTheGap() {
        for (int capacity : new int[] {1_000, 1_999, 2_000, 5_300, 8_000, 9_999, 40_000}) {
            int found = highest(new RateSearch(1_000, 64_000, 0.1), capacity);

            assertThat(found).isBetween((int) (capacity / 1.1) - 1, capacity);
        }
        assertThat(tried).hasSizeLessThan(7 * 12);
    }

    @Test
    void givenSystemThatSustainsAll_whenSearched_thenTheMostIsTriedAndNoMore() {
        assertThat(highest(new RateSearch(100, 450, 0.1), Integer.MAX_VALUE)).isEqualTo(450);
        assertThat(tried).containsExactly(100, 200, 400, 450);
    }

    @Test
    void givenSystemThatSustainsNothing_whenSearched_thenThereIsNone() {
        assertThat(highest(new RateSearch(1_000, 64_000, 0.1), 999)).isZero();
        assertThat(tried).containsExactly(1_000);
    }

    @Test
    void givenRateThatHoldsOnlyForAWhile_whenForLong_thenItGivesWay() {
        int found = new RateSearch(1_000, 64_000, 0.1).highest(rate -> rate <= 8_000, rate -> rate <= 6_500);

        assertThat(found).isEqualTo(6_480);
    }

    @Test
    void givenGroups_whenDivided_thenRatesAreOfMessagesAndNeverZero() {
        assertThat(new RateSearch(500, 1_000, 2).dividedBy(99)).isEqualTo(new RateSearch(5, 10, 2));
        assertThat(new RateSearch(500, 1_000, 2).dividedBy(9_999)).isEqualTo(new RateSearch(1, 1, 2));
    }
}
