package io.fluxim.torture.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.lab.report.Scale;
import io.fluxim.torture.report.Mark;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MarkLanesTest {

    private static final Scale MINUTE = new Scale(60, 10);

    @Test
    void givenMarksFarApart_whenPlaced_thenInOneLane() {
        List<MarkLanes.Placed> placed = MarkLanes.of(List.of(new Mark(1_000, "a"), new Mark(30_000, "b")), MINUTE);

        assertThat(placed).extracting(MarkLanes.Placed::lane).containsExactly(0, 0);
        assertThat(MarkLanes.lanes(placed)).isEqualTo(1);
    }

    @Test
    void givenMarksAtOnce_whenPlaced_thenBelowEachOtherAndTheLastWithoutText() {
        List<MarkLanes.Placed> placed = MarkLanes.of(
                LongStream.range(0, 8)
                        .mapToObj(i -> new Mark(9_000 + i, "killed"))
                        .toList(),
                MINUTE);

        assertThat(placed).extracting(MarkLanes.Placed::lane).containsExactly(0, 1, 2, 3, 4, 5, 5, 5);
        assertThat(placed).extracting(MarkLanes.Placed::text).endsWith("killed", "", "");
        assertThat(placed).extracting(MarkLanes.Placed::number).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void givenMarkAtTheEnd_whenPlaced_thenItsLabelGoesToTheLeft() {
        assertThat(MarkLanes.of(List.of(new Mark(59_000, "quiet")), MINUTE))
                .extracting(MarkLanes.Placed::side)
                .containsExactly(MarkLanes.Side.LEFT);
    }

    @Test
    void givenNoMarks_whenPlaced_thenNoLanes() {
        assertThat(MarkLanes.lanes(MarkLanes.of(List.of(), MINUTE))).isZero();
    }
}
