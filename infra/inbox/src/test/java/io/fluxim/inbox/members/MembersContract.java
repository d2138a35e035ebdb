package io.fluxim.inbox.members;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.members.Members.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.members.Members.Change;
import io.fluxim.inbox.members.Members.Interval;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What {@link Members} guarantee. */
abstract class MembersContract {

    private static final Change CREATED = new Change(GROUP, 1, List.of(ALICE, BOB), List.of());
    private static final Change BOB_LEAVES = new Change(GROUP, 5, List.of(), List.of(BOB));
    private static final Change BOB_IS_BACK = new Change(GROUP, 9, List.of(BOB), List.of());

    /** An empty one for each test. */
    abstract Members members();

    @Test
    void givenNothing_whenAsked_thenEveryGroupIsAnsweredWithNobody() {
        assertThat(get(members().of(List.of(GROUP, GROUP)))).isEqualTo(Map.of(GROUP, List.of()));
        assertThat(get(members().of(List.of()))).isEmpty();
        done(members().store(List.of()));
    }

    @Test
    void givenJoinLeaveAndReturn_whenStored_thenIntervalsTouchExactlyTheirSeqs() {
        Members members = members();
        done(members.store(List.of(CREATED, BOB_LEAVES, BOB_IS_BACK)));

        assertThat(of(members, GROUP))
                .containsExactlyInAnyOrder(
                        new Interval(ALICE, 1, OPEN), new Interval(BOB, 1, 5), new Interval(BOB, 9, OPEN));
    }

    @Test
    void givenChangesStored_whenAnyOfThemComesAgain_thenNothingChanges() {
        Members members = members();
        List<Change> all = List.of(CREATED, BOB_LEAVES, BOB_IS_BACK);
        done(members.store(all));
        List<Interval> once = of(members, GROUP);

        all.forEach(change -> done(members.store(List.of(change))));
        done(members.store(all));
        done(members.store(List.of(BOB_LEAVES, CREATED)));

        assertThat(of(members, GROUP)).containsExactlyInAnyOrderElementsOf(once);
    }

    @Test
    void givenCrashBetweenChanges_whenAllAreStoredAgain_thenAsIfOnce() {
        Members members = members();
        done(members.store(List.of(CREATED)));

        done(members.store(List.of(CREATED, BOB_LEAVES)));
        done(members.store(List.of(CREATED, BOB_LEAVES, BOB_IS_BACK)));

        assertThat(of(members, GROUP))
                .containsExactlyInAnyOrder(
                        new Interval(ALICE, 1, OPEN), new Interval(BOB, 1, 5), new Interval(BOB, 9, OPEN));
    }

    @Test
    void givenOneMember_whenAsked_thenHisIntervalsAscendingAndNobodyElses() {
        Members members = members();
        done(members.store(List.of(CREATED, BOB_LEAVES, BOB_IS_BACK)));

        assertThat(get(members.of(GROUP, BOB))).containsExactly(new Interval(BOB, 1, 5), new Interval(BOB, 9, OPEN));
        assertThat(get(members.of(GROUP, new UserId("nobody")))).isEmpty();
    }

    @Test
    void givenMoreWhoJoinThanAreWrittenAtOnce_whenStored_thenAllAreInIt() {
        Members members = members();
        List<UserId> many =
                IntStream.range(0, 2500).mapToObj(i -> new UserId("u" + i)).toList();
        done(members.store(List.of(new Change(GROUP, 1, many, List.of()), new Change(GROUP, 2, List.of(), many))));

        assertThat(of(members, GROUP)).hasSize(2500).allMatch(interval -> interval.from() == 1 && interval.to() == 2);
    }

    @Test
    void givenSeveralGroups_whenAsked_thenEachHasItsOwn() {
        Members members = members();
        Conversation.Group other = Conversation.group(new GroupId("teams"));
        done(members.store(List.of(CREATED, new Change(other, 3, List.of(BOB), List.of()))));
        done(members.store(List.of(new Change(other, 4, List.of(), List.of(BOB)))));

        assertThat(of(members, GROUP)).hasSize(2).allMatch(interval -> interval.to() == OPEN);
        assertThat(of(members, other)).containsExactly(new Interval(BOB, 3, 4));
    }

    @Test
    void givenLargeGroup_whenTwoWritersStoreIt_thenEachMemberOnce() {
        Members members = members();
        List<UserId> users =
                IntStream.range(0, 1000).mapToObj(n -> new UserId("u" + n)).toList();
        Mono<Void> writer = Mono.defer(() -> members.store(List.of(new Change(GROUP, 1, users, List.of()))))
                .subscribeOn(Schedulers.parallel());

        StepVerifier.create(Mono.when(writer, writer)).expectComplete().verify(SOON);

        assertThat(of(members, GROUP))
                .containsExactlyInAnyOrderElementsOf(
                        users.stream().map(user -> new Interval(user, 1, OPEN)).toList());
    }

    private static List<Interval> of(Members members, Conversation.Group group) {
        return get(members.of(List.of(group))).get(group);
    }
}
