package io.fluxim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.fluxim.audit.Look;
import io.fluxim.audit.Mismatch;
import io.fluxim.audit.Subject;
import io.fluxim.client.Json;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditReportTest {

    private final Findings findings = new Findings();

    @Test
    void givenNothingWrong_whenTold_thenCleanAndZerosOfEveryKind() {
        seen();

        assertThat(AuditReport.text(findings))
                .endsWith("Clean: all of it fits.")
                .contains("1 inboxes with 7 entries");
        JsonNode json = Json.parse(AuditReport.json(findings));
        assertThat(json.path("verdict").asString()).isEqualTo("clean");
        assertThat(json.path("counts").size()).isEqualTo(Kind.values().length);
        assertThat(json.path("counts").path("seq_hole").asLong(-1)).isZero();
        assertThat(json.path("mismatches").isArray()).isTrue();
    }

    @Test
    void givenMismatch_whenTold_thenWhatWhereAndWhatShowsIt() {
        seen(new Mismatch(Kind.POSITION_HOLE, "ann", 3, "positions 3 to 4 are missing, floor 0"));

        assertThat(AuditReport.text(findings))
                .contains("MISMATCH  position_hole  ann #3: positions 3 to 4 are missing, floor 0")
                .endsWith("1 mismatches, 0 drifts of Redis. What each means, and what to do: docs/audit.md");
        JsonNode told =
                Json.parse(AuditReport.json(findings)).path("mismatches").path(0);
        assertThat(told.path("kind").asString()).isEqualTo("position_hole");
        assertThat(told.path("weight").asString()).isEqualTo("mismatch");
        assertThat(told.path("number").asLong()).isEqualTo(3);
    }

    @Test
    void givenDriftOnly_whenTold_thenCleanAndNamed() {
        seen(new Mismatch(Kind.SEQ_HEAD_BEHIND, "g:a", 3, "Redis says 3, MongoDB proves 5"));

        assertThat(AuditReport.text(findings))
                .contains("drift     seq_head_behind")
                .contains("Clean: 0 mismatches, 1 drift");
        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.CLEAN);
    }

    @Test
    void givenUnseen_whenTold_thenNotClean() {
        findings.add(new Look.Unseen(new Subject.Inbox(new UserId("ann")), "MySQL is away"));

        assertThat(AuditReport.text(findings))
                .contains("not seen  inbox of ann: MySQL is away")
                .doesNotContain("Clean");
        assertThat(Json.parse(AuditReport.json(findings)).path("verdict").asString())
                .isEqualTo("incomplete");
    }

    @Test
    void givenMoreThanAreKept_whenTold_thenTheRestIsCounted() {
        seen(IntStream.range(0, Findings.MOST_SHOWN + 5)
                .mapToObj(number -> new Mismatch(Kind.ENTRY_MISSING, "ann g:a", number, "missing"))
                .toArray(Mismatch[]::new));

        assertThat(AuditReport.text(findings)).contains("1,005 mismatches", "(5 of them not shown)");
    }

    private void seen(Mismatch... mismatches) {
        findings.add(new Look.Seen(new Subject.Inbox(new UserId("ann")), 7, 0, List.of(mismatches)));
    }
}
