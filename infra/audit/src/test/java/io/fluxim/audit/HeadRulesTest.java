package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.audit.HeadRules.Line;
import io.fluxim.audit.HeadRules.Read;
import org.junit.jupiter.api.Test;

class HeadRulesTest {

    @Test
    void givenHeadThatMovesWhileItIsLookedAt_whenJudged_thenNothing() {
        assertThat(HeadRules.of(Line.SEQ, "g:a", new Read(7L, 5, 8L))).isEmpty();
        assertThat(HeadRules.of(Line.SEQ, "g:a", new Read(4L, 5, 5L))).isEmpty();
        assertThat(HeadRules.of(Line.SEQ, "g:a", new Read(7L, 5, null))).isEmpty();
    }

    @Test
    void givenAbsentOrRightHead_whenJudged_thenNothing() {
        assertThat(HeadRules.of(Line.SEQ, "g:a", new Read(null, 5, null))).isEmpty();
        assertThat(HeadRules.of(Line.SEQ, "g:a", new Read(null, 5, 5L))).isEmpty();
        assertThat(HeadRules.of(Line.SEQ, "g:a", new Read(500L, 500, 500L))).isEmpty();
    }

    @Test
    void givenHeadThatStandsOff_whenJudged_thenAheadOrBehind() {
        assertThat(HeadRules.of(Line.VISIBLE, "ann", new Read(7L, 5, 7L)))
                .contains(new Mismatch(Kind.VISIBLE_HEAD_AHEAD, "ann", 7, "Redis says 7, MongoDB proves 5"));
        assertThat(HeadRules.of(Line.VISIBLE, "ann", new Read(4L, 5, 4L)))
                .contains(new Mismatch(Kind.VISIBLE_HEAD_BEHIND, "ann", 4, "Redis says 4, MongoDB proves 5"));
    }
}
