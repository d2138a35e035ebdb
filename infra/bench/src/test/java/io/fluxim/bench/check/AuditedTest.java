package io.fluxim.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.fluxim.audit.Look;
import io.fluxim.audit.Mismatch;
import io.fluxim.audit.Subject;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditedTest {

    private static final Subject GROUP = new Subject.Timeline(Conversation.group(new GroupId("g")));

    private static Findings findings(Look... looks) {
        Findings findings = new Findings();
        List.of(looks).forEach(findings::add);
        return findings;
    }

    private static Look seen(Kind... kinds) {
        return new Look.Seen(
                GROUP,
                5,
                0,
                List.of(kinds).stream()
                        .map(kind -> new Mismatch(kind, "g:g", 3, "evidence"))
                        .toList());
    }

    @Test
    void givenStoresThatAgree_whenAudited_thenItHoldsThoughRedisHasDrifted() {
        Audited audited = Audited.of("direct", findings(seen(Kind.SEQ_HEAD_BEHIND)));

        assertThat(audited.holds()).isTrue();
        assertThat(audited.drifts()).isEqualTo(1);
        assertThat(audited.seen()).isEqualTo(new Audited.Seen(1, 5, 0, 0));
    }

    @Test
    void givenHole_whenAudited_thenThePromiseIsBroken() {
        Audited audited = Audited.of("direct", findings(seen(Kind.SEQ_HEAD_BEHIND, Kind.SEQ_HOLE)));

        assertThat(audited.holds()).isFalse();
        assertThat(audited.mismatches()).singleElement().asString().contains("SEQ_HOLE");
    }

    @Test
    void givenStoreThatWasAway_whenAudited_thenNothingIsProved() {
        Findings findings = findings(new Look.Unseen(GROUP, "MySQL is away"));

        assertThatThrownBy(() -> Audited.of("direct", findings)).hasMessageContaining("MySQL is away");
    }
}
