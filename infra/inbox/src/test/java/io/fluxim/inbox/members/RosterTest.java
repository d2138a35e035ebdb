package io.fluxim.inbox.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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

    @Test
    void givenManyIntervals_whenOneUserIsAsked_thenTheSameAsByLookingAtAll() {
        Random random = new Random(7);
        List<Members.Interval> intervals = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            long from = random.nextLong(1, 50);
            intervals.add(new Members.Interval(user(random.nextInt(60)), from, from + random.nextInt(9)));
        }
        Roster roster = Roster.of(TEAM, intervals);

        for (int i = 0; i < 70; i++) {
            UserId user = user(i);
            for (long seq = 1; seq < 60; seq++) {
                long at = seq;
                boolean member = intervals.stream().anyMatch(one -> one.user().equals(user) && one.contains(at));
                assertThat(roster.has(user, seq)).as("%s at %s", user, seq).isEqualTo(member);
            }
        }
    }

    @Test
    void givenVeryManyMembers_whenTheyJoinAndAreAsked_thenNoneTakesALookAtAll() {
        int many = 100_000;
        List<UserId> users = IntStream.range(0, many).mapToObj(RosterTest::user).toList();

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            Roster large = after(Roster.of(TEAM, List.of()), MembershipChange.joining(users), 1);
            Roster half = after(large, MembershipChange.leaving(users.subList(0, many / 2)), 2);
            assertThat(users.stream().filter(user -> half.has(user, 3))).hasSize(many / 2);
            assertThat(half.at(3)).hasSize(many / 2);
            assertThat(half.at(2)).hasSize(many);
        });
    }

    @Test
    void givenSomeJoinTwiceInOneChange_whenApplied_thenOneInterval() {
        Roster roster = Roster.of(TEAM, List.of()).with(new Members.Change(TEAM, 1, List.of(ANN, ANN), List.of()));

        assertThat(roster.at(1)).containsExactly(ANN);
    }

    private static UserId user(int number) {
        return new UserId("user" + number);
    }

    private static Roster after(Roster roster, MembershipChange change, long seq) {
        return roster.with(roster.reduce(change, seq));
    }
}
