package io.fluxim.torture.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.check.Finding;
import io.fluxim.testkit.check.Rule;
import io.fluxim.torture.fault.Defects;
import io.fluxim.torture.report.CellResult;
import io.fluxim.torture.report.Verdict;
import io.fluxim.torture.victim.Break;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Does the torture find what is broken? Defects of each kind are built into the applications of one cluster. */
class BreaksIT {

    private static final List<Break> DEFECTS = List.of(
            Break.SKIP_FANOUT,
            Break.DOUBLE_DELIVERY,
            Break.REORDER_BATCH,
            Break.COMMIT_EARLY,
            Break.SKIP_INBOX_WRITE,
            Break.SKIP_HISTORY,
            Break.PUSH_ELSEWHERE,
            Break.INVENT);
    /** What is missing never comes. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    @Test
    void givenDefects_whenTortured_thenEachIsFoundUnderItsRule() {
        Path home = Path.of("target").toAbsolutePath().resolve("breaks-" + System.nanoTime());
        List<CellResult> told = new ArrayList<>();

        List<CellResult> cells = new Runner(
                        new Runner.Plan(
                                DEFECTS.stream()
                                        .map(Break::word)
                                        .map(Defects::named)
                                        .toList(),
                                List.of(1L),
                                false,
                                new Runner.Bounds(Duration.ofSeconds(1), QUIET),
                                new Runner.Place(home, Path.of(System.getProperty("user.home"), ".cache", "fluxim"))),
                        new Runner.Audience(line -> {}, told::add, overload -> {}))
                .run()
                .cells();

        assertThat(told).isEqualTo(cells);
        assertThat(cells).hasSize(DEFECTS.size());
        for (int i = 0; i < cells.size(); i++) {
            assertThat(cells.get(i).verdict())
                    .as("%s %s", DEFECTS.get(i), cells.get(i).notes())
                    .isEqualTo(Verdict.BROKEN);
            Set<Rule> broken = broken(cells.get(i));
            assertThat(DEFECTS.get(i).foundBy(broken))
                    .as(
                            "%s breaks %s, and was found under %s",
                            DEFECTS.get(i), DEFECTS.get(i).expected(), broken)
                    .isTrue();
        }
    }

    private static Set<Rule> broken(CellResult cell) {
        Stream<Finding> findings = cell.check().findings().stream();
        return findings.map(Finding::rule).collect(Collectors.toSet());
    }
}
