package io.fluxim.torture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.check.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void givenCells_whenSummed_thenFaultsSeedsMessagesAndChecksAddUp() {
        Summary summary = new Summary(SampleRun.held());

        assertThat(summary.faults()).hasSize(10).doesNotHaveDuplicates();
        assertThat(summary.seeds()).containsExactly(1L, 2L, 3L);
        assertThat(summary.held()).isEqualTo(30);
        assertThat(summary.messages()).isEqualTo(31 * 8_111);
        assertThat(summary.checked(Rule.ONCE)).isEqualTo(31 * SampleRun.clean().checked(Rule.ONCE));
        assertThat(summary.counts().accepted()).isEqualTo(30 * 8_123);
        assertThat(summary.found(Rule.DELIVERED)).isZero();
        assertThat(new Summary(SampleRun.mixed()).found(Rule.DELIVERED)).isEqualTo(37);
    }

    @Test
    void givenRuns_whenToldInASentence_thenItSaysHowMuchOfTheRunIsConcerned() {
        assertThat(new Summary(SampleRun.held()).sentence()).isEqualTo("Every rule held");
        assertThat(new Summary(SampleRun.mixed()).sentence()).isEqualTo("A rule was broken in 1 of 31 cells");
        assertThat(new Summary(SampleRun.run(List.of(), Optional.empty())).sentence())
                .isEqualTo("Nothing was checked");
        assertThat(new Summary(onPurpose(SampleRun.mixed())).sentence())
                .isEqualTo("Broken on purpose (inbox-skip): found out, a rule was broken in 1 of 31 cells");
        assertThat(new Summary(onPurpose(SampleRun.held())).sentence())
                .isEqualTo("Broken on purpose (inbox-skip): not found out, every rule held");
    }

    @Test
    void givenCellsThatNeverBegan_whenSummed_thenThereIsNoRecovery() {
        CellResult none = new CellResult(
                new Cell("a", "b", 1),
                Verdict.INFRASTRUCTURE,
                Course.none(0),
                Counts.NONE,
                CellResult.NOTHING_CHECKED,
                List.of());
        Summary summary = new Summary(SampleRun.run(List.of(none), Optional.empty()));

        assertThat(summary.slowest()).isEmpty();
        assertThat(summary.meanAcceptedPerSecond()).isZero();
    }

    private static TortureReport onPurpose(TortureReport run) {
        return new TortureReport(
                run.began(), run.took(), run.setting(), run.cells(), run.overload(), Optional.of("inbox-skip"));
    }
}
