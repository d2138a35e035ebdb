package io.fluxim.inbox.members;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceiversTest {

    private static final Roster ROSTER =
            Roster.of(GROUP, List.of(new Members.Interval(ALICE, 1, Members.OPEN), new Members.Interval(BOB, 2, 3)));

    @Test
    void givenDirectMessage_whenAsked_thenBothWithoutARoster() {
        assertThat(Receivers.of(stored(DIRECT, "m1", 1).message(), group -> {
                    throw new AssertionError("no group is asked about");
                }))
                .containsExactlyInAnyOrder(ALICE, BOB);
    }

    @Test
    void givenGroupMessage_whenAsked_thenTheMembersAtItsSeq() {
        assertThat(Receivers.of(stored(GROUP, "m1", 1).message(), group -> ROSTER))
                .containsExactly(ALICE);
        assertThat(Receivers.of(stored(GROUP, "m3", 3).message(), group -> ROSTER))
                .containsExactlyInAnyOrder(ALICE, BOB);
        assertThat(Receivers.of(stored(GROUP, "m4", 4).message(), group -> ROSTER))
                .containsExactly(ALICE);
    }
}
