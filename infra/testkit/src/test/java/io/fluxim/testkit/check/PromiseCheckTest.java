package io.fluxim.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.UserId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PromiseCheckTest {

    private final GeneratedRun run = new GeneratedRun(6, 2, 4, 400);
    private final UserId alice = run.user(1);
    private final List<StoredEntry> inbox = run.inboxes.get(alice);

    @Test
    void givenCorrectRun_whenChecked_thenFindsNothingAndCheckedEveryRule() {
        Report report = run.check();

        assertThat(report.findings()).isEmpty();
        assertThat(report.clean()).isTrue();
        for (Rule rule : Rule.values()) {
            assertThat(report.checked(rule)).as(rule.name()).isPositive();
        }
        assertThat(report.toString()).contains("DELIVERED").doesNotContain("BROKEN");
    }

    @Test
    void givenNothing_whenChecked_thenEveryRuleThatCheckedNothingIsAFinding() {
        Report report = new PromiseCheck(new Membership()).report();

        assertThat(broken(report)).containsExactly(Rule.CHECKED);
        assertThat(report.found().get(Rule.CHECKED)).isEqualTo(Rule.values().length - 1);
    }

    @Test
    void givenEverythingWrong_whenChecked_thenKeepsBoundedFindingsAndCountsAll() {
        run.history.clear();

        Report report = run.check();

        assertThat(report.of(Rule.ARCHIVED_ONCE)).hasSize(Findings.KEPT);
        assertThat(report.found().get(Rule.ARCHIVED_ONCE)).isGreaterThan(100);
        assertThat(report.toString()).contains("BROKEN");
    }

    @Test
    @Timeout(180)
    void givenLargeRun_whenChecked_thenTakesSeconds() {
        GeneratedRun large = new GeneratedRun(200, 20, 45, 20_000);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();

        assertThat(large.check().findings()).isEmpty();

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(large.inboxes.values().stream().mapToInt(List::size).sum()).isGreaterThan(300_000);
    }

    private static Set<Rule> broken(Report report) {
        return report.found().keySet();
    }
}
