package io.fluxim.directory.group;

import static io.fluxim.directory.Directories.PATIENCE;
import static io.fluxim.directory.Directories.answer;
import static io.fluxim.directory.Directories.done;
import static io.fluxim.directory.Directories.group;
import static io.fluxim.directory.Directories.refused;
import static io.fluxim.directory.Directories.user;
import static io.fluxim.directory.Directories.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxim.directory.outbox.Outbox;
import io.fluxim.directory.outbox.Outbox.Pending;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

/** What every form of {@link Groups} does together with its {@link Outbox}; each test starts with no group. */
abstract class GroupsContract {

    private static final GroupId CREW = group("crew");
    /** Members of a group that is full. */
    static final int FULL = 10;

    abstract Groups groups();

    abstract Outbox outbox();

    /** Groups that take no more members than {@link #FULL}. */
    abstract Groups full();

    @Test
    void givenANewGroup_whenCreated_thenItsMembersAndItsFirstEventAreThere() {
        GroupProfile profile = new GroupProfile("Crew 😀", "news", "intro", "face", "ex", 1, 2, 3);
        MembersChanged made = answer(groups().create(new NewGroup(
                Optional.of(CREW), profile, user("ann"), users("bob"), users("cid", "dan"), user("imAdmin"))));

        assertThat(made.change()).isEqualTo(1);
        assertThat(made.users()).containsExactlyElementsOf(users("ann", "bob", "cid", "dan"));
        Group group = made.group();
        assertThat(group).isEqualTo(new Group(CREW, profile, user("ann"), user("imAdmin"), group.createTime(), 0, 4));
        assertThat(group.createTime()).isPositive();
        assertThat(answer(groups().find(List.of(group("none"), CREW)))).containsExactly(group);
        assertThat(answer(groups().members(CREW, 0, 10)))
                .extracting(Member::user, Member::role, Member::inviter)
                .containsExactly(
                        tuple(user("ann"), Role.OWNER, user("imAdmin")),
                        tuple(user("bob"), Role.ADMIN, user("imAdmin")),
                        tuple(user("cid"), Role.MEMBER, user("imAdmin")),
                        tuple(user("dan"), Role.MEMBER, user("imAdmin")));

        Envelope event = onlyEvent();
        Conversation conversation = Conversation.group(CREW);
        assertThat(event.id()).isEqualTo(MessageId.of(user("imAdmin"), conversation, "change-1"));
        assertThat(event.clientMsgId()).isEqualTo("change-1");
        assertThat(event.conversation()).isEqualTo(conversation);
        assertThat(event.content().type()).isEqualTo(MessageType.GROUP_CREATED);
        assertThat(event.change()).isEqualTo(MembershipChange.joining(users("ann", "bob", "cid", "dan")));
        assertThat(JsonMapper.builder().build().readTree(event.content().body()))
                .isEqualTo(JsonMapper.builder().build().readTree("""
                        {"groupID":"crew","groupName":"Crew 😀","operatorUserID":"imAdmin",
                         "users":["ann","bob","cid","dan"],"userCount":4}"""));
    }

    @Test
    void givenAnIdThatIsTaken_whenCreatedAgain_thenRefusedAndNothingIsAdded() {
        create("ann");
        refused(
                groups().create(new NewGroup(
                        Optional.of(CREW), GroupProfile.named("x"), user("eve"), List.of(), List.of(), user("eve"))),
                ErrorCode.GROUP_EXISTS,
                "groupID");
        assertThat(answer(outbox().unsent(10))).hasSize(1);
        assertThat(answer(groups().members(CREW, 0, 10))).hasSize(1);
    }

    @Test
    void givenNoId_whenCreated_thenEachGetsOneOfItsOwn() {
        NewGroup nameless =
                new NewGroup(Optional.empty(), GroupProfile.named(""), user("ann"), List.of(), List.of(), user("ann"));
        GroupId one = answer(groups().create(nameless)).group().id();
        GroupId other = answer(groups().create(nameless)).group().id();
        assertThat(one).isNotEqualTo(other);
        assertThat(answer(groups().countJoined(user("ann")))).isEqualTo(2);
    }

    @Test
    void givenSomeMembers_whenInvited_thenOnlyTheOthersJoin() {
        create("ann", "bob");
        MembersChanged changed = answer(
                groups().change(CREW, GroupRules.invite(Actor.user(user("bob")), users("cid", "bob", "dan", "cid"))));

        assertThat(changed.change()).isEqualTo(2);
        assertThat(changed.users()).containsExactlyElementsOf(users("cid", "dan"));
        assertThat(changed.group().memberCount()).isEqualTo(4);
        Envelope event = lastEvent();
        assertThat(event.content().type()).isEqualTo(MessageType.MEMBER_INVITED);
        assertThat(event.sender()).isEqualTo(user("bob"));
        assertThat(event.clientMsgId()).isEqualTo("change-2");
        assertThat(event.change()).isEqualTo(MembershipChange.joining(users("cid", "dan")));
        assertThat(answer(groups().standing(CREW, user("dan")))).isEqualTo(new Standing.InGroup(Role.MEMBER, 4));
    }

    @Test
    void givenEverybodyInIt_whenInvitedAgain_thenNothingHappensAndTheLastChangeIsTold() {
        create("ann", "bob");
        answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("cid"))));
        MembersChanged again =
                answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("cid", "bob"))));

        assertThat(again.users()).isEmpty();
        assertThat(again.change()).isEqualTo(2);
        assertThat(answer(outbox().unsent(10))).hasSize(2);
    }

    @Test
    void givenMembers_whenKicked_thenTheyAreOutAndTheEventTellsWho() {
        create("ann", "bob", "cid", "dan");
        assertThat(answer(groups().standing(CREW, user("bob")))).isEqualTo(new Standing.InGroup(Role.MEMBER, 4));
        MembersChanged changed =
                answer(groups().change(CREW, GroupRules.kick(Actor.user(user("ann")), users("bob", "dan"))));

        assertThat(changed.users()).containsExactlyElementsOf(users("bob", "dan"));
        assertThat(changed.group().memberCount()).isEqualTo(2);
        assertThat(lastEvent().content().type()).isEqualTo(MessageType.MEMBER_KICKED);
        assertThat(lastEvent().change()).isEqualTo(MembershipChange.leaving(users("bob", "dan")));
        assertThat(answer(groups().members(CREW, 0, 10)))
                .extracting(Member::user)
                .containsExactlyElementsOf(users("ann", "cid"));
        assertThat(answer(groups().countJoined(user("bob")))).isZero();
    }

    @Test
    void givenSomebodyElse_whenKicked_thenRefusedAndNobodyIsRemoved() {
        create("ann", "bob");
        refused(
                groups().change(CREW, GroupRules.kick(Actor.user(user("ann")), users("bob", "eve"))),
                ErrorCode.NOT_A_MEMBER,
                "kickedUserIDs");
        refused(
                groups().change(CREW, GroupRules.kick(Actor.administrator(user("imAdmin")), users("ann"))),
                ErrorCode.NOT_PERMITTED,
                "kickedUserIDs");
        assertThat(answer(groups().members(CREW, 0, 10))).hasSize(2);
        assertThat(answer(outbox().unsent(10))).hasSize(1);
    }

    @Test
    void givenAMember_whenHeQuits_thenHeIsOutOnceAndTheOwnerCannot() {
        create("ann", "bob");
        MembersChanged changed = answer(groups().change(CREW, GroupRules.quit(user("bob"))));

        assertThat(changed.users()).containsExactly(user("bob"));
        assertThat(lastEvent().sender()).isEqualTo(user("bob"));
        assertThat(lastEvent().content().type()).isEqualTo(MessageType.MEMBER_QUIT);
        refused(groups().change(CREW, GroupRules.quit(user("bob"))), ErrorCode.NOT_A_MEMBER, "userID");
        refused(groups().change(CREW, GroupRules.quit(user("ann"))), ErrorCode.NOT_PERMITTED, "userID");
        assertThat(answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("bob"))))
                        .change())
                .isEqualTo(3);
    }

    @Test
    void givenMoreThanMayChangeAtOnce_whenChanged_thenRefusedAsTooLarge() {
        create("ann");
        List<UserId> many = IntStream.rangeClosed(0, Groups.MAX_CHANGE)
                .mapToObj(i -> user("u" + i))
                .toList();
        refused(
                Mono.defer(() -> groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), many))),
                ErrorCode.TOO_LARGE,
                "invitedUserIDs");
        refused(
                Mono.defer(() -> groups().change(CREW, GroupRules.kick(Actor.user(user("ann")), many))),
                ErrorCode.TOO_LARGE,
                "kickedUserIDs");
    }

    @Test
    void givenNoSuchGroup_whenChanged_thenUnknownGroup() {
        refused(
                groups().change(group("none"), GroupRules.invite(Actor.user(user("ann")), users("bob"))),
                ErrorCode.UNKNOWN_GROUP,
                "groupID");
        refused(
                groups().change(group("none"), GroupRules.kick(Actor.user(user("ann")), users("bob"))),
                ErrorCode.UNKNOWN_GROUP,
                "groupID");
        refused(groups().change(group("none"), GroupRules.quit(user("ann"))), ErrorCode.UNKNOWN_GROUP, "groupID");
        assertThat(answer(groups().standing(group("none"), user("ann")))).isEqualTo(new Standing.NoSuchGroup());
        assertThat(answer(groups().members(group("none"), 0, 10))).isEmpty();
        assertThat(answer(groups().find(List.of()))).isEmpty();
    }

    @Test
    void givenANegativeAnswer_whenHeJoins_thenThatIsSeenAtOnce() {
        create("ann");
        assertThat(answer(groups().standing(CREW, user("bob")))).isEqualTo(new Standing.NotAMember());
        answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("bob"))));
        assertThat(answer(groups().standing(CREW, user("bob")))).isEqualTo(new Standing.InGroup(Role.MEMBER, 2));
    }

    @Test
    void givenManyMembers_whenPaged_thenEachIsThereOnce() {
        List<UserId> many = IntStream.range(0, 1500)
                .mapToObj(i -> user("u%04d".formatted(i)))
                .toList();
        create("ann");
        answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), many)));

        assertThat(answer(groups().members(CREW, 0, 1000)))
                .extracting(Member::user)
                .startsWith(user("ann"))
                .hasSize(1000);
        assertThat(answer(groups().members(CREW, 1000, 1000)))
                .extracting(Member::user)
                .containsExactlyElementsOf(many.subList(999, 1500));
        assertThat(answer(groups().members(CREW, users("u0007", "nobody", "ann"))))
                .extracting(Member::user)
                .containsExactlyElementsOf(users("ann", "u0007"));
        assertThat(lastEvent().change().joined()).containsExactlyElementsOf(many);
        assertThat(lastEvent().content().body()).contains("\"userCount\":1500");
    }

    @Test
    void givenSeveralGroups_whenJoinedOnesArePaged_thenEachIsThereOnceInOrder() {
        for (String id : List.of("c", "a", "B", "b")) {
            answer(groups().create(new NewGroup(
                    Optional.of(group(id)), GroupProfile.named(id), user("ann"), List.of(), List.of(), user("ann"))));
        }
        assertThat(answer(groups().joined(user("ann"), 0, 3)))
                .extracting(group -> group.id().value())
                .containsExactly("B", "a", "b");
        assertThat(answer(groups().joined(user("ann"), 3, 3)))
                .extracting(group -> group.id().value())
                .containsExactly("c");
        assertThat(answer(groups().joined(user("eve"), 0, 3))).isEmpty();
        assertThat(answer(groups().countJoined(user("ann")))).isEqualTo(4);
    }

    @Test
    void givenChangesSideBySide_whenDone_thenTheirNumbersAreDenseAndEventsStandInTheirOrder() {
        create("ann");
        List<Long> numbers = answer(Flux.range(0, 24)
                .flatMap(i -> groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("u" + i))), 8)
                .map(MembersChanged::change)
                .sort()
                .collectList());

        assertThat(numbers)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2, 25).mapToObj(i -> (long) i).toList());
        List<Pending> events = answer(outbox().unsent(100));
        assertThat(events)
                .extracting(Pending::change)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 25).mapToObj(i -> (long) i).toList());
        assertThat(events).extracting(Pending::id).isSorted();
        assertThat(answer(groups().find(List.of(CREW))).get(0).memberCount()).isEqualTo(25);
    }

    @Test
    void givenOneWhoGoes_whenHeActsSideBySide_thenNothingOfHisComesAfterHeIsGone() {
        for (int round = 0; round < 10; round++) {
            GroupId id = group("round" + round);
            answer(groups().create(new NewGroup(
                    Optional.of(id),
                    GroupProfile.named("x"),
                    user("ann"),
                    users("bob", "cid"),
                    users("dan", "eve"),
                    user("ann"))));
            answer(Flux.merge(
                            outcome(groups().change(id, GroupRules.kick(Actor.user(user("ann")), users("bob")))),
                            outcome(groups().change(id, GroupRules.kick(Actor.user(user("bob")), users("dan")))),
                            outcome(groups().change(id, GroupRules.invite(Actor.user(user("bob")), users("fay")))),
                            outcome(groups().change(id, GroupRules.quit(user("cid")))),
                            outcome(groups().change(id, GroupRules.kick(Actor.user(user("cid")), users("eve")))),
                            outcome(groups().change(id, GroupRules.invite(Actor.user(user("cid")), users("gus")))))
                    .collectList());
            eachActsWhileInIt(id);
        }
    }

    private void eachActsWhileInIt(GroupId group) {
        Set<UserId> members = new HashSet<>();
        for (Pending pending : answer(outbox().unsent(1000))) {
            Envelope event = pending.envelope();
            if (pending.group().equals(group)) {
                assertThat(pending.change() == 1 || members.contains(event.sender()))
                        .as("%s makes change %d while in it", event.sender(), pending.change())
                        .isTrue();
                members.addAll(event.change().joined());
                event.change().left().forEach(members::remove);
            }
        }
        assertThat(members).contains(user("ann")).doesNotContain(user("bob"), user("cid"));
    }

    private static GroupRule invite(String invited) {
        return GroupRules.invite(Actor.user(user("ann")), users(invited));
    }

    private static Mono<String> outcome(Mono<MembersChanged> change) {
        return change.map(changed -> "done")
                .onErrorResume(
                        InvalidInput.class, refused -> Mono.just(refused.code().word()));
    }

    @Test
    void givenAGroupWithRoomForTen_whenFiftyJoinSideBySide_thenTenAreInIt() {
        Groups groups = full();
        NewGroup crew = new NewGroup(
                Optional.of(CREW), GroupProfile.named("x"), user("ann"), List.of(), List.of(), user("ann"));
        answer(groups.create(crew));
        long joined = answer(Flux.range(0, 50)
                .flatMap(i -> outcome(groups.change(CREW, invite("u" + i))), 16)
                .filter("done"::equals)
                .count());

        assertThat(joined).isEqualTo(FULL - 1);
        assertThat(answer(groups.find(List.of(CREW))).get(0).memberCount()).isEqualTo(FULL);
        assertThat(answer(groups.members(CREW, 0, 100))).hasSize(FULL);
        refused(groups.change(CREW, invite("late")), ErrorCode.TOO_LARGE, "invitedUserIDs");
        assertThat(answer(groups.change(CREW, GroupRules.invite(Actor.user(user("ann")), users("ann"))))
                        .users())
                .as("who is in it already is no change")
                .isEmpty();
        NewGroup tooLarge = new NewGroup(
                Optional.of(group("large")),
                GroupProfile.named("x"),
                user("ann"),
                List.of(),
                IntStream.range(0, FULL).mapToObj(n -> user("u" + n)).toList(),
                user("ann"));
        refused(groups.create(tooLarge), ErrorCode.TOO_LARGE, "memberUserIDs");
    }

    @Test
    void givenOneCreatedTwiceSideBySide_whenDone_thenOneStandsAndTheOtherIsRefused() {
        NewGroup crew = new NewGroup(
                Optional.of(CREW), GroupProfile.named("x"), user("ann"), List.of(), List.of(), user("ann"));
        long made = answer(Flux.range(0, 8)
                .flatMap(i -> groups().create(crew).onErrorComplete(InvalidInput.class), 8)
                .count());
        assertThat(made).isEqualTo(1);
        assertThat(answer(outbox().unsent(10))).hasSize(1);
    }

    @Test
    void givenEvents_whenMarkedAsSent_thenTheRestIsLowestFirstAndMarkingAgainChangesNothing() {
        create("ann");
        answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("bob"))));
        answer(groups().change(CREW, GroupRules.quit(user("bob"))));
        List<Pending> firstTwo = answer(outbox().unsent(2));
        assertThat(firstTwo).extracting(Pending::change).containsExactly(1L, 2L);

        done(outbox().markSent(firstTwo));
        done(outbox().markSent(firstTwo));
        done(outbox().markSent(List.of()));
        assertThat(answer(outbox().unsent(10))).extracting(Pending::change).containsExactly(3L);
    }

    @Test
    void givenAnUnsentChange_whenAwaited_thenItEndsWhenThatAndAllBeforeAreMarked() {
        create("ann");
        answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("bob"))));
        List<Pending> both = answer(outbox().unsent(10));

        StepVerifier.create(outbox().awaitSent(CREW, 2))
                .then(() -> done(outbox().markSent(both.subList(1, 2))))
                .then(() -> done(outbox().markSent(both.subList(0, 1))))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(outbox().awaitSent(CREW, 1)).expectComplete().verify(PATIENCE);
    }

    @Test
    void givenAListener_whenAChangeIsCommitted_thenItIsTold() {
        StepVerifier.create(outbox().appended().take(2))
                .then(() -> create("ann"))
                .then(() -> answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("bob")))))
                .expectNext(CREW, CREW)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenAListenerThatLags_whenMoreIsCommitted_thenItIsToldTheLastAndLaterChangesAreToldToo() {
        StepVerifier.create(outbox().appended(), 0)
                .then(() -> create("ann"))
                .then(() -> answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("bob")))))
                .thenRequest(1)
                .expectNext(CREW)
                .thenRequest(1)
                .then(() -> answer(groups().change(CREW, GroupRules.invite(Actor.user(user("ann")), users("cid")))))
                .expectNext(CREW)
                .thenCancel()
                .verify(PATIENCE);
    }

    private void create(String owner, String... members) {
        answer(groups().create(new NewGroup(
                Optional.of(CREW), GroupProfile.named("Crew"), user(owner), List.of(), users(members), user(owner))));
    }

    private Envelope onlyEvent() {
        List<Pending> events = answer(outbox().unsent(10));
        assertThat(events).hasSize(1);
        return events.get(0).envelope();
    }

    private Envelope lastEvent() {
        List<Pending> events = answer(outbox().unsent(100));
        return events.get(events.size() - 1).envelope();
    }
}
