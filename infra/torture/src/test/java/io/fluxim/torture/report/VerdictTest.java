package io.fluxim.torture.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.testkit.check.Finding;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    private static final Cell CELL = new Cell("redis-killed", "Redis gets signal 9.", 7);

    @ParameterizedTest
    @CsvSource({
        "HELD, 0",
        "HELD HELD, 0",
        "HELD BROKEN, 1",
        "HELD INVALID, 2",
        "HELD INFRASTRUCTURE, 3",
        "INVALID INFRASTRUCTURE, 3",
        "INVALID BROKEN, 1",
        "BROKEN INFRASTRUCTURE, 1",
        "BROKEN INVALID INFRASTRUCTURE HELD, 1"
    })
    void givenCells_whenTheRunEnds_thenABrokenRuleDecidesAndTheCauseComesBeforeItsConsequence(String cells, int code) {
        TortureReport run = SampleRun.run(
                Arrays.stream(cells.split(" "))
                        .map(Verdict::valueOf)
                        .map(VerdictTest::cell)
                        .toList(),
                Optional.empty());

        assertThat(ExitCode.of(run)).isEqualTo(code);
    }

    @Test
    void givenNoCells_whenTheRunEnds_thenNothingIsProved() {
        assertThat(ExitCode.of(SampleRun.run(List.of(), Optional.empty()))).isEqualTo(2);
    }

    @Test
    void givenBrokenOverload_whenAllCellsHeld_thenTheRunIsBroken() {
        OverloadResult held = SampleRun.overload();
        OverloadResult broken = new OverloadResult(
                Verdict.BROKEN, held.usual(), held.overload(), held.heaps(), held.check(), List.of("heap grows"));

        assertThat(ExitCode.of(SampleRun.run(List.of(cell(Verdict.HELD)), Optional.of(broken))))
                .isEqualTo(1);
    }

    @Test
    void givenFindings_whenJudged_thenOnlyARuleWithNothingToCheckIsNoFaultOfTheProduct() {
        assertThat(Verdict.of(SampleRun.clean())).isEqualTo(Verdict.HELD);
        assertThat(Verdict.of(finding(Rule.CHECKED))).isEqualTo(Verdict.INVALID);
        assertThat(Verdict.of(finding(Rule.ONCE))).isEqualTo(Verdict.BROKEN);
        assertThat(Verdict.of(CellResult.NOTHING_CHECKED)).isEqualTo(Verdict.INVALID);
    }

    @Test
    void givenVerdictAgainstItsCheck_whenTold_thenRefused() {
        assertThatThrownBy(() -> cell(Verdict.HELD, finding(Rule.ONCE)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis-killed with seed 7 cannot be HELD");
        assertThatThrownBy(() -> cell(Verdict.INFRASTRUCTURE, finding(Rule.ONCE)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cell(Verdict.HELD, CellResult.NOTHING_CHECKED))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(cell(Verdict.BROKEN, SampleRun.clean()).verdict()).isEqualTo(Verdict.BROKEN);
    }

    private static Report finding(Rule rule) {
        return new Report(
                List.of(new Finding(rule, "wrong", List.of(), List.of(), List.of())),
                Map.of(rule, 1L),
                SampleRun.clean().checked());
    }

    private static CellResult cell(Verdict verdict) {
        return cell(verdict, verdict == Verdict.HELD ? SampleRun.clean() : CellResult.NOTHING_CHECKED);
    }

    private static CellResult cell(Verdict verdict, Report check) {
        return new CellResult(CELL, verdict, Course.none(0), Counts.NONE, check, List.of());
    }
}
