package io.fluxim.inbox.retention;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.FIRST_AT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.entry;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.id;
import static io.fluxim.inbox.Samples.reference;
import static io.fluxim.inbox.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.Mark;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What {@link Retention} guarantees, and what it leaves to {@link Inbox} and {@link Timeline}. */
abstract class RetentionContract {

    /** Of one database, empty for each test. */
    abstract Timeline timeline();

    abstract Inbox inbox();

    abstract Retention retention();

    @Test
    void givenNothing_whenWalked_thenNothing() {
        assertThat(walk(retention()::nextInbox, WalkRange.ALL)).isEmpty();
        assertThat(walk(retention()::nextConversation, WalkRange.ALL)).isEmpty();
        assertThat(get(retention().entries(ALICE, 0, 10)).items()).isEmpty();
        assertThat(get(retention().bodies(DIRECT, 0, 10)).items()).isEmpty();
        assertThat(get(retention().floor(DIRECT))).isZero();
        assertThat(get(retention().deleteUpToFloor(DIRECT))).isZero();
        assertThat(get(retention().deleteUpToFloor(ALICE))).isZero();
    }

    @Test
    void givenInboxes_whenWalked_thenEachUserOnce() {
        List<UserId> users = Stream.of("a", "a!", "a~", "aa", "1", "10", "\u00e9", "\ud83d\ude80", "\uffee")
                .map(UserId::new)
                .toList();
        users.forEach(user -> done(inbox().append(entries(user, DIRECT, 1, 3))));

        assertThat(walk(retention()::nextInbox, WalkRange.ALL)).containsExactlyInAnyOrderElementsOf(users);
    }

    @Test
    void givenConversations_whenWalked_thenEachOnce() {
        Conversation other = Conversation.direct(ALICE, new UserId("bobby"));
        List.of(DIRECT, GROUP, other).forEach(conversation -> done(timeline().append(stored(conversation, 1, 3))));

        assertThat(walk(retention()::nextConversation, WalkRange.ALL)).containsExactlyInAnyOrder(DIRECT, GROUP, other);
    }

    @Test
    void givenAKey_whenWalkedBehindItAndUpToIt_thenBothTogetherAreAll() {
        List<UserId> users = Stream.of("a", "a!", "aa", "b", "\ud83d\ude80", "\uffee")
                .map(UserId::new)
                .toList();
        users.forEach(user -> done(inbox().append(entries(user, DIRECT, 1, 1))));
        List.of(DIRECT, GROUP).forEach(conversation -> done(timeline().append(stored(conversation, 1, 1))));

        halves(retention()::nextInbox, 6);
        halves(retention()::nextConversation, 2);
    }

    /** Cut behind each, what comes first and what comes then is the whole walk. */
    private static <T> void halves(Function<WalkRange, Mono<WalkStep<T>>> next, int size) {
        List<WalkStep<T>> all = found(next, WalkRange.ALL);
        assertThat(all).hasSize(size);
        for (int cut = 1; cut <= size; cut++) {
            String key = all.get(cut - 1).key();
            assertThat(found(next, new WalkRange("", Optional.of(key)))).isEqualTo(all.subList(0, cut));
            assertThat(found(next, WalkRange.ALL.behind(key))).isEqualTo(all.subList(cut, size));
        }
    }

    @Test
    void givenCursorKept_whenAsked_thenTheLastOfThatWalk() {
        assertThat(retention().cursor("one").blockOptional(SOON)).isEmpty();
        done(retention().keepCursor("one", "a"));
        done(retention().keepCursor("other", "b"));
        done(retention().keepCursor("one", "c"));

        assertThat(get(retention().cursor("one"))).isEqualTo("c");
        assertThat(get(retention().cursor("other"))).isEqualTo("b");
    }

    @Test
    void givenEntries_whenPaged_thenTheyAreTheInboxes() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 5)));

        assertThat(get(retention().entries(ALICE, 1, 3)))
                .isEqualTo(new ReadablePage<>(entries(ALICE, DIRECT, 2, 4), Optional.empty()));
    }

    @Test
    void givenFloorRaised_whenRaisedLower_thenStands() {
        done(retention().raiseFloor(ALICE, 7));
        done(retention().raiseFloor(ALICE, 5));
        done(retention().raiseFloor(DIRECT, 4));
        done(retention().raiseFloor(DIRECT, 3));

        assertThat(get(inbox().floor(ALICE))).isEqualTo(7);
        assertThat(get(inbox().floor(BOB))).isZero();
        assertThat(get(retention().floor(DIRECT))).isEqualTo(4);
        assertThat(get(retention().floor(GROUP))).isZero();
    }

    @Test
    void givenNoFloor_whenDeleted_thenNothingGoes() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 3)));
        done(timeline().append(stored(DIRECT, 1, 3)));

        assertThat(get(retention().deleteUpToFloor(ALICE))).isZero();
        assertThat(get(retention().deleteUpToFloor(DIRECT))).isZero();

        assertThat(get(inbox().after(ALICE, 0, 10))).hasSize(3);
        assertThat(get(retention().bodies(DIRECT, 0, 10)).items()).hasSize(3);
    }

    @Test
    void givenInboxFloor_whenDeleted_thenThatPrefixOfThatInboxGoesOnce() {
        UserId ten = new UserId("alice0");
        done(inbox().append(entries(ALICE, DIRECT, 1, 5)));
        done(inbox().append(entries(ten, DIRECT, 1, 5)));
        done(retention().raiseFloor(ALICE, 3));
        assertThat(get(inbox().after(ALICE, 0, 10))).hasSize(5);

        assertThat(get(retention().deleteUpToFloor(ALICE))).isEqualTo(3);
        assertThat(get(retention().deleteUpToFloor(ALICE))).isZero();

        assertThat(get(inbox().after(ALICE, 0, 10))).isEqualTo(entries(ALICE, DIRECT, 4, 5));
        assertThat(get(inbox().after(ten, 0, 10))).isEqualTo(entries(ten, DIRECT, 1, 5));
        assertThat(get(inbox().present(List.of(reference(ALICE, DIRECT, 3), reference(ALICE, DIRECT, 4)))))
                .containsExactly(reference(ALICE, DIRECT, 4));
    }

    @Test
    void givenConversationFloor_whenDeleted_thenThatPrefixOfItsBodiesGoes() {
        done(timeline().append(stored(DIRECT, 1, 5)));
        done(timeline().append(stored(GROUP, 1, 5)));
        done(retention().raiseFloor(DIRECT, 3));

        assertThat(get(retention().deleteUpToFloor(DIRECT))).isEqualTo(3);

        assertThat(get(retention().bodies(DIRECT, 0, 10)).items())
                .containsExactly(
                        new Retention.MessageStub(new Seq(4), id(DIRECT, "m4"), FIRST_AT + 3000),
                        new Retention.MessageStub(new Seq(5), id(DIRECT, "m5"), FIRST_AT + 4000));
        assertThat(get(retention().bodies(GROUP, 1, 2)).items())
                .containsExactly(
                        new Retention.MessageStub(new Seq(2), id(GROUP, "m2"), FIRST_AT + 1000),
                        new Retention.MessageStub(new Seq(3), id(GROUP, "m3"), FIRST_AT + 2000));
        assertThat(get(timeline().recognise(List.of(id(DIRECT, "m3"), id(DIRECT, "m4")))))
                .containsOnlyKeys(id(DIRECT, "m4"));
    }

    @Test
    void givenEverythingDeleted_whenAsked_thenHeadsStandAtTheFloor() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 5)));
        done(timeline().append(stored(DIRECT, 1, 5)));
        done(retention().raiseFloor(ALICE, 5));
        done(retention().raiseFloor(DIRECT, 5));
        get(retention().deleteUpToFloor(ALICE));
        get(retention().deleteUpToFloor(DIRECT));

        assertThat(get(inbox().heads(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 5L));
        assertThat(get(timeline().tails(List.of(DIRECT))))
                .isEqualTo(Map.of(DIRECT, new Timeline.Tail(5, Optional.empty())));
        assertThat(get(inbox().marks(List.of(new Mark.Key(ALICE, DIRECT)))))
                .isEqualTo(Map.of(new Mark.Key(ALICE, DIRECT), 0L));
        assertThat(walk(retention()::nextInbox, WalkRange.ALL)).isEmpty();
        assertThat(walk(retention()::nextConversation, WalkRange.ALL)).isEmpty();

        done(inbox().append(List.of(entry(ALICE, 6, DIRECT, 6))));
        assertThat(get(inbox().after(ALICE, 5, 10))).containsExactly(entry(ALICE, 6, DIRECT, 6));
    }

    private static <T> List<T> walk(Function<WalkRange, Mono<WalkStep<T>>> next, WalkRange within) {
        return found(next, within).stream()
                .map(found -> found.owner().orElseThrow())
                .toList();
    }

    static <T> List<WalkStep<T>> found(Function<WalkRange, Mono<WalkStep<T>>> next, WalkRange within) {
        List<WalkStep<T>> seen = new ArrayList<>();
        Optional<WalkStep<T>> at = next.apply(within).blockOptional(SOON);
        while (at.isPresent() && seen.size() < 100) {
            seen.add(at.get());
            at = next.apply(within.behind(at.get().key())).blockOptional(SOON);
        }
        return seen;
    }
}
