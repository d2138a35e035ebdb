package io.fluxim.inbox.timeline;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.FIRST_AT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.id;
import static io.fluxim.inbox.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InDoubt;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.testkit.Newer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

/** What every {@link Timeline} guarantees. */
abstract class TimelineContract {

    /** An empty one for each test. */
    abstract Timeline timeline();

    @Test
    void givenNothing_whenAskedForTails_thenEveryConversationIsAnsweredWithZero() {
        Timeline.Tail empty = new Timeline.Tail(0, Optional.empty());

        assertThat(get(timeline().tails(List.of(DIRECT, GROUP, DIRECT))))
                .isEqualTo(Map.of(DIRECT, empty, GROUP, empty));
        assertThat(get(timeline().tails(List.of()))).isEmpty();
    }

    @Test
    void givenMessages_whenAskedForTails_thenLastOfEachWithItsOrigin() {
        Timeline timeline = timeline();
        done(timeline.append(List.of(stored(DIRECT, "a", 1), stored(GROUP, "b", 1), stored(DIRECT, "c", 2))));

        assertThat(get(timeline.tails(List.of(DIRECT, GROUP))))
                .isEqualTo(Map.of(
                        DIRECT, new Timeline.Tail(2, Optional.of(new Origin(3, 102, FIRST_AT + 1000))),
                        GROUP, new Timeline.Tail(1, Optional.of(new Origin(3, 101, FIRST_AT)))));
    }

    @Test
    void givenMessages_whenRecognised_thenOnlyKnownOnesWithSeqOriginAndHash() {
        Timeline timeline = timeline();
        done(timeline.append(stored(DIRECT, 1, 3)));

        assertThat(get(timeline.recognise(List.of(id(DIRECT, "m2"), id(GROUP, "m2"), id(DIRECT, "m2")))))
                .isEqualTo(Map.of(
                        id(DIRECT, "m2"),
                        new Timeline.Known(
                                new Seq(2),
                                new Origin(3, 102, FIRST_AT + 1000),
                                new Content(MessageType.TEXT, "\"m2\"").hash())));
        assertThat(get(timeline.recognise(List.of()))).isEmpty();
    }

    @Test
    void givenMessages_whenReadAfterASeq_thenAPageOfThatConversationWithOrigins() {
        Timeline timeline = timeline();
        done(timeline.append(stored(DIRECT, 1, 5)));
        done(timeline.append(stored(GROUP, 1, 2)));

        assertThat(get(timeline.after(DIRECT, 1, 3))).isEqualTo(stored(DIRECT, 2, 4));
        assertThat(get(timeline.after(DIRECT, 4, 3))).isEqualTo(stored(DIRECT, 5, 5));
        assertThat(get(timeline.after(DIRECT, 5, 3))).isEmpty();
    }

    @Test
    void givenRichMessages_whenRead_thenEveryFieldComesBack() {
        Timeline timeline = timeline();
        Extras extras = new Extras(
                2,
                "phone \u00e9\ud83d\ude80",
                Map.of("history", true, "a.b", false, "$x", true),
                List.of("bob", "carol"),
                "free",
                new Extras.OfflinePush("title", "desc", "ex", "sound", true));
        Content emoji = new Content(MessageType.CUSTOM, "{\"text\":\"\ud83d\udc4b\u0000\",\"a.b\":{\"$c\":1}}");
        Timeline.Stored rich = at(1, Envelope.of(BOB, DIRECT, "r\u00e9\ud83d\ude80", emoji, extras));
        Timeline.Stored event = at(
                1,
                new Envelope(
                        MessageId.of(ALICE, GROUP, "1"),
                        "1",
                        ALICE,
                        GROUP,
                        new Content(MessageType.GROUP_CREATED, "{}"),
                        Extras.NONE,
                        new MembershipChange(List.of(ALICE), List.of(BOB))));
        done(timeline.append(List.of(rich, event)));

        assertThat(get(timeline.messages(
                        List.of(rich.message().id(), event.message().id(), id(DIRECT, "none")))))
                .isEqualTo(Map.of(
                        rich.message().id(), rich.message(), event.message().id(), event.message()));
        assertThat(get(timeline.messages(List.of()))).isEmpty();
    }

    @Test
    void givenAMessageOfANewerRelease_whenRead_thenNothingOfItIsLost() {
        Timeline timeline = timeline();
        Message newer = Newer.message(stored(DIRECT, "m1", 1).message());
        Message event =
                new Message(Newer.effect(stored(GROUP, "m1", 1).message().envelope()), new Seq(1), FIRST_AT);
        done(timeline.append(List.of(
                new Timeline.Stored(newer, new Origin(0, 0, 1)), new Timeline.Stored(event, new Origin(0, 1, 1)))));

        Map<MessageId, Message> read = get(timeline.messages(List.of(newer.id(), event.id())));
        assertThat(read).isEqualTo(Map.of(newer.id(), newer, event.id(), event));
        assertThat(List.of(newer, event))
                .allSatisfy(message -> assertThat(Objects.requireNonNull(read.get(message.id()))
                                .envelope()
                                .written())
                        .isEqualTo(message.envelope().written()));
    }

    @Test
    void givenBatch_whenAppendedAgain_thenInDoubtAndNothingChanges() {
        Timeline timeline = timeline();
        done(timeline.append(stored(DIRECT, 1, 3)));

        inDoubt(timeline.append(stored(DIRECT, 1, 3)));

        assertThat(head(timeline, DIRECT)).isEqualTo(3);
        assertThat(seqs(timeline, DIRECT, 3)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void givenSeqTaken_whenAppended_thenPrefixStaysAndRestIsLeftOut() {
        Timeline timeline = timeline();
        done(timeline.append(List.of(stored(DIRECT, "zombie", 2))));

        inDoubt(timeline.append(stored(DIRECT, 1, 3)));

        assertThat(get(timeline.recognise(List.of(id(DIRECT, "m1"), id(DIRECT, "m2"), id(DIRECT, "m3")))))
                .containsOnlyKeys(id(DIRECT, "m1"));
        assertThat(head(timeline, DIRECT)).isEqualTo(2);
    }

    @Test
    void givenMessageKnown_whenAppendedAtAnotherSeq_thenPrefixStaysAndFirstSeqStands() {
        Timeline timeline = timeline();
        done(timeline.append(List.of(stored(DIRECT, "m", 1))));

        inDoubt(timeline.append(List.of(stored(DIRECT, "x", 2), stored(DIRECT, "m", 3), stored(DIRECT, "y", 4))));

        assertThat(head(timeline, DIRECT)).isEqualTo(2);
        assertThat(get(timeline.recognise(List.of(id(DIRECT, "m")))).get(id(DIRECT, "m")))
                .extracting(Timeline.Known::seq)
                .isEqualTo(new Seq(1));
    }

    @Test
    void givenRacingWriters_whenEachGoesAgainFromTheLookUp_thenDenseAndEachOnce() {
        Timeline timeline = timeline();
        List<String> names = IntStream.rangeClosed(1, 40).mapToObj(n -> "m" + n).toList();

        Mono<Void> writer = Flux.fromIterable(names)
                .buffer(7)
                .concatMap(batch -> Mono.defer(() -> number(timeline, batch))
                        .retryWhen(Retry.indefinitely().filter(InDoubt.class::isInstance)))
                .then();
        StepVerifier.create(Mono.when(
                        writer.subscribeOn(Schedulers.parallel()),
                        writer.subscribeOn(Schedulers.parallel()),
                        writer.subscribeOn(Schedulers.parallel())))
                .expectComplete()
                .verify(SOON);

        assertThat(head(timeline, DIRECT)).isEqualTo(40);
        assertThat(seqs(timeline, DIRECT, 40))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 40).boxed().toList());
    }

    private static Mono<Void> number(Timeline timeline, List<String> names) {
        List<MessageId> ids = names.stream().map(name -> id(DIRECT, name)).toList();
        return Mono.zip(timeline.recognise(ids), timeline.tails(List.of(DIRECT)))
                .flatMap(found -> {
                    long head = found.getT2().get(DIRECT).head();
                    List<Timeline.Stored> fresh = new ArrayList<>();
                    for (String name : names) {
                        if (!found.getT1().containsKey(id(DIRECT, name))) {
                            fresh.add(stored(DIRECT, name, head + fresh.size() + 1));
                        }
                    }
                    return timeline.append(fresh);
                });
    }

    private static Timeline.Stored at(long seq, Envelope envelope) {
        return new Timeline.Stored(new Message(envelope, new Seq(seq), FIRST_AT), new Origin(0, 0, FIRST_AT));
    }

    private static void inDoubt(Mono<Void> append) {
        StepVerifier.create(append).expectError(InDoubt.class).verify(SOON);
    }

    private static long head(Timeline timeline, Conversation conversation) {
        return get(timeline.tails(List.of(conversation))).get(conversation).head();
    }

    private static List<Long> seqs(Timeline timeline, Conversation conversation, int count) {
        List<MessageId> ids = IntStream.rangeClosed(1, count)
                .mapToObj(n -> id(conversation, "m" + n))
                .toList();
        return get(timeline.recognise(ids)).values().stream()
                .map(known -> known.seq().value())
                .sorted()
                .toList();
    }
}
