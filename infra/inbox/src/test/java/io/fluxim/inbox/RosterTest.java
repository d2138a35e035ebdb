package io.fluxim.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Conversation.Group TEAM = new Conversation.Group(new GroupId("team"));
    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    private final Roster created = after(Roster.of(TEAM, List.of()), MembershipChange.joining(List.of(ANN, BOB)), 1);

    @Test
    void givenMemberWhoLeaves_whenAsked_thenHeReceivesThatEventAndNothingAfter() {
        Roster left = after(created, MembershipChange.leaving(List.of(BOB)), 5);
        assertThat(left.at(5)).containsExactlyInAnyOrder(ANN, BOB);
        assertThat(left.at(6)).containsExactly(ANN);
        assertThat(left.has(BOB, 6)).isFalse();
    }

    @Test
    void givenMemberWhoComesBack_whenAsked_thenTheGapStays() {
        Roster left = after(created, MembershipChange.leaving(List.of(BOB)), 5);
        Roster back = after(left, MembershipChange.joining(List.of(BOB)), 9);
        assertThat(back.at(4)).contains(BOB);
        assertThat(back.at(8)).doesNotContain(BOB);
        assertThat(back.at(9)).contains(BOB);
        assertThat(back.at(1_000)).contains(BOB);
    }

    @Test
    void givenTheSameChangesAgain_whenApplied_thenTheSameRoster() {
        Roster back = after(
                after(created, MembershipChange.leaving(List.of(BOB)), 5), MembershipChange.joining(List.of(BOB)), 9);
        Roster again = after(
                after(back, MembershipChange.leaving(List.of(BOB)), 5), MembershipChange.joining(List.of(BOB)), 9);
        for (long seq = 1; seq < 12; seq++) {
            assertThat(again.at(seq)).as("at %s", seq).containsExactlyInAnyOrderElementsOf(back.at(seq));
        }
    }

    @Test
    void givenMemberInvitedAgain_whenReduced_thenNothingChanges() {
        assertThat(created.reduce(MembershipChange.joining(List.of(BOB)), 3).joined())
                .isEmpty();
        assertThat(created.reduce(MembershipChange.leaving(List.of(new UserId("cat"))), 3)
                        .left())
                .isEmpty();
    }

    private static Roster after(Roster roster, MembershipChange change, long seq) {
        return roster.with(roster.reduce(change, seq));
    }
}
