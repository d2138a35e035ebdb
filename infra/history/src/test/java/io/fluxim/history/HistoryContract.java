package io.fluxim.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.history.PageRequest.Moment;
import io.fluxim.history.PageRequest.Order;
import io.fluxim.history.PageRequest.Range;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.history.PageRequest.Times;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.Newer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every form of {@link History} does; each test starts with an empty archive. */
abstract class HistoryContract {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Conversation TALK = Messages.direct("ann", "bob");
    private static final int ANY_BYTES = Integer.MAX_VALUE;

    abstract History history();

    @Test
    void givenAMessageWithEverything_whenRead_thenItIsWhatWasAppended() {
        Extras extras = new Extras(
                5,
                "Ann's 📱",
                Map.of("history", true, "persistent", false),
                List.of("bob", "cid"),
                "{\"ex\":1}",
                new Extras.OfflinePush("title", "desc", "ex", "ping.caf", true));
        String body = "{\"content\":\"O'Neil \\\\ \\\"quoted\\\" \\u0000 ü 漢字 😀 \\n\"}";
        Message full = Messages.message(
                Envelope.of(Messages.user("ann"), TALK, "client 😀 id", new Content(MessageType.CUSTOM, body), extras),
                1);
        MembershipChange change = new MembershipChange(Messages.users("cid", "dan"), Messages.users("eve"));
        Message event = Messages.message(Messages.membership("ann", "crew", MessageType.MEMBER_INVITED, change), 1);
        append(full, event);

        assertThat(answer(history().messages(List.of(Place.of(full), Place.of(event)))))
                .isEqualTo(Map.of(Place.of(full), full, Place.of(event), event));
    }

    @Test
    void givenAMessageOfANewerRelease_whenReadAgain_thenNothingOfItIsLost() {
        Message newer = Newer.message(Messages.message(Messages.envelope("ann", "bob", "hello"), 1));
        append(newer);

        Message read = page(Seqs.ALL, Order.ASCENDING, 1, ANY_BYTES).messages().get(0);
        assertThat(read).isEqualTo(newer);
        assertThat(read.envelope().written()).isEqualTo(newer.envelope().written());
    }

    @Test
    void givenBodiesOfEverySize_whenAppended_thenNoneIsCut() {
        List<Message> sized = IntStream.of(0, 1, 255, 65_533, Content.MAX_BODY_BYTES - 2)
                .mapToObj(size -> Messages.message(
                        Envelope.of(
                                Messages.user("ann"),
                                TALK,
                                "size" + size,
                                new Content(MessageType.TEXT, "\"" + "x".repeat(size) + "\""),
                                Extras.NONE),
                        size + 1))
                .toList();
        assertThat(answer(history().append(sized))).isEqualTo(new Appended(5, List.of()));
        assertThat(page(Seqs.ALL, Order.ASCENDING, 10, ANY_BYTES).messages()).isEqualTo(sized);
    }

    @Test
    void givenABatch_whenAppendedAgainAlsoInPart_thenNothingChanges() {
        List<Message> batch = Messages.messages("ann", "bob", 1, 10);
        assertThat(answer(history().append(batch))).isEqualTo(new Appended(10, List.of()));
        Message later = Messages.message(batch.get(0).envelope(), 1, Messages.AT + 99_999);
        List<Message> again = new ArrayList<>(batch.subList(5, 10));
        again.add(later);
        again.addAll(Messages.messages("ann", "bob", 11, 2));

        assertThat(answer(history().append(again))).isEqualTo(new Appended(8, List.of()));
        List<Message> all = page(Seqs.ALL, Order.ASCENDING, 100, ANY_BYTES).messages();
        assertThat(all).startsWith(batch.toArray(Message[]::new)).hasSize(12);
        assertThat(answer(history().append(List.of()))).isEqualTo(Appended.NOTHING);
    }

    @Test
    void givenOneTwiceInABatch_whenAppended_thenItStandsOnce() {
        Message one = Messages.messages("ann", "bob", 1, 1).get(0);
        assertThat(answer(history().append(List.of(one, one)))).isEqualTo(new Appended(2, List.of()));
        assertThat(page(Seqs.ALL, Order.ASCENDING, 10, ANY_BYTES).messages()).containsExactly(one);
    }

    @Test
    void givenBadOnesAmongGood_whenAppended_thenTheGoodAreThereAndTheBadAreNamed() {
        List<Message> batch = new ArrayList<>(Messages.messages("ann", "bob", 1, 600));
        Message first = tooLong(1);
        Message middle = tooLong(300);
        Message last = tooLong(600);
        batch.set(0, first);
        batch.set(299, middle);
        batch.set(599, last);

        Appended appended = answer(history().append(batch));
        assertThat(appended.stored()).isEqualTo(597);
        assertThat(appended.refused()).extracting(Appended.Refused::message).containsExactly(first, middle, last);
        assertThat(appended.refused())
                .allSatisfy(refused -> assertThat(refused.cause()).isNotBlank().doesNotContain("xxxx"));
        assertThat(page(Seqs.ALL, Order.ASCENDING, 1000, ANY_BYTES).messages()).hasSize(597);
    }

    @Test
    void givenAnotherMessageAtThePlace_whenAppended_thenTheFirstStandsAndTheOtherIsRefused() {
        Message first = Messages.messages("ann", "bob", 1, 1).get(0);
        Message other = Messages.messages("ann", "bob", 1, 1).get(0);
        Message next = Messages.messages("ann", "bob", 2, 1).get(0);
        append(first);

        Appended appended = answer(history().append(List.of(other, next)));
        assertThat(appended.stored()).isEqualTo(1);
        assertThat(appended.refused()).extracting(Appended.Refused::message).containsExactly(other);
        assertThat(page(Seqs.ALL, Order.ASCENDING, 10, ANY_BYTES).messages()).containsExactly(first, next);
    }

    @Test
    void givenConversationsThatDifferInCase_whenAppended_thenTheyAreApart() {
        Message lower = Messages.message(Messages.groupEnvelope("ann", "crew", "a"), 1);
        Message upper = Messages.message(Messages.groupEnvelope("ann", "Crew", "b"), 1);
        append(lower, upper);
        assertThat(answer(history().messages(List.of(Place.of(lower), Place.of(upper)))))
                .containsExactlyInAnyOrderEntriesOf(Map.of(Place.of(lower), lower, Place.of(upper), upper));
    }

    @Test
    void givenAConversation_whenPagedBySeqEitherWay_thenEachMessageComesOnce() {
        List<Message> all = Messages.messages("ann", "bob", 1, 25);
        append(all.toArray(Message[]::new));
        append(Messages.message(Messages.envelope("ann", "bobby", "other"), 7));

        assertThat(page(Seqs.ALL, Order.ASCENDING, 10, ANY_BYTES)).isEqualTo(new Page(all.subList(0, 10), true));
        assertThat(page(new Seqs(11, 20), Order.ASCENDING, 10, ANY_BYTES))
                .isEqualTo(new Page(all.subList(10, 20), false));
        assertThat(page(new Seqs(21, 99), Order.ASCENDING, 10, ANY_BYTES))
                .isEqualTo(new Page(all.subList(20, 25), false));
        assertThat(page(Seqs.ALL, Order.DESCENDING, 3, ANY_BYTES))
                .isEqualTo(new Page(List.of(all.get(24), all.get(23), all.get(22)), true));
        assertThat(page(new Seqs(26, 30), Order.DESCENDING, 3, ANY_BYTES)).isEqualTo(new Page(List.of(), false));
    }

    @Test
    void givenAByteLimit_whenPaged_thenThePageEndsBeforeItAndOneAlwaysComes() {
        List<Message> all = Messages.messages("ann", "bob", 1, 9);
        append(all.toArray(Message[]::new));
        int size = all.get(0).bytes();

        assertThat(page(Seqs.ALL, Order.ASCENDING, 100, 3 * size)).isEqualTo(new Page(all.subList(0, 3), true));
        assertThat(page(Seqs.ALL, Order.ASCENDING, 100, 9 * size)).isEqualTo(new Page(all, false));
        assertThat(page(Seqs.ALL, Order.ASCENDING, 100, 1)).isEqualTo(new Page(all.subList(0, 1), true));
        assertThat(page(new Seqs(9, 9), Order.ASCENDING, 100, 1)).isEqualTo(new Page(all.subList(8, 9), false));
    }

    @Test
    void givenEqualTimes_whenPagedByTimeEitherWay_thenEachMessageComesOnce() {
        List<Message> all = LongStream.rangeClosed(1, 20)
                .mapToObj(
                        seq -> Messages.message(Messages.envelope("ann", "bob", "t"), seq, Messages.AT + (seq - 1) / 6))
                .toList();
        append(all.toArray(Message[]::new));

        assertThat(walk(Order.ASCENDING, Messages.AT, Messages.AT + 3)).isEqualTo(all);
        List<Message> backwards = new ArrayList<>(all);
        Collections.reverse(backwards);
        assertThat(walk(Order.DESCENDING, Messages.AT, Messages.AT + 3)).isEqualTo(backwards);
        assertThat(walk(Order.ASCENDING, Messages.AT + 1, Messages.AT + 2)).isEqualTo(all.subList(6, 18));
    }

    /** Page after page of four, each going on behind the last message of the one before. */
    private List<Message> walk(Order order, long from, long to) {
        List<Message> seen = new ArrayList<>();
        Optional<Moment> beyond = Optional.empty();
        Page page;
        do {
            page = page(new Times(from, to, beyond), order, 4, ANY_BYTES);
            seen.addAll(page.messages());
            Message last = seen.get(seen.size() - 1);
            beyond = Optional.of(new Moment(last.at(), last.seq().value()));
        } while (page.more());
        return seen;
    }

    @Test
    void givenSomePlaces_whenAskedFor_thenOnlyThoseThatHoldAMessageAreAnswered() {
        List<Message> talk = Messages.messages("ann", "bob", 1, 3);
        Message crew = Messages.message(Messages.groupEnvelope("ann", "crew", "x"), 2);
        append(talk.get(0), talk.get(2), crew);
        Conversation group = Messages.group("crew");
        List<Place> asked = Stream.of(
                        Stream.of(1, 2, 3, 4, 1).map(seq -> new Place(TALK, new Seq(seq))),
                        Stream.of(1, 2).map(seq -> new Place(group, new Seq(seq))))
                .flatMap(places -> places)
                .toList();

        assertThat(answer(history().messages(asked))).hasSize(3).containsEntry(Place.of(crew), crew);
        assertThat(answer(history().messages(List.of()))).isEmpty();
    }

    @Test
    void givenSomeMessages_whenAskedFor_thenThoseThatStandAreAnswered() {
        List<Message> talk = Messages.messages("ann", "bob", 1, 4);
        Message crew = Messages.message(Messages.groupEnvelope("ann", "crew", "x"), 2);
        append(talk.get(0), talk.get(2), crew);

        assertThat(answer(history().present(keys(talk.get(0), talk.get(1), talk.get(2), talk.get(3), crew))))
                .containsExactlyInAnyOrderElementsOf(keys(talk.get(0), talk.get(2), crew));
        assertThat(answer(history().present(List.of()))).isEmpty();
    }

    @Test
    void givenAnotherMessageAtThePlace_whenAskedFor_thenOnlyTheOneThatStandsThereIsAnswered() {
        Message first = Messages.messages("ann", "bob", 1, 1).get(0);
        Message refused = Messages.messages("ann", "bob", 1, 1).get(0);
        append(first);
        assertThat(answer(history().append(List.of(refused))).refused()).hasSize(1);

        assertThat(answer(history().present(keys(refused)))).isEmpty();
        assertThat(answer(history().present(keys(refused, first)))).containsExactly(ArchiveKey.of(first));
    }

    @Test
    void givenTheMessageAtAnotherPlace_whenAskedFor_thenItIsNotThere() {
        Message message = Messages.messages("ann", "bob", 1, 1).get(0);
        append(message);

        Message moved = Messages.message(message.envelope(), 2);
        assertThat(answer(history().present(keys(moved)))).isEmpty();
    }

    private static List<ArchiveKey> keys(Message... messages) {
        return Stream.of(messages).map(ArchiveKey::of).toList();
    }

    @Test
    void givenTooMuch_whenAskedFor_thenRefused() {
        List<Place> places = LongStream.rangeClosed(1, History.MAX_PAGE + 1)
                .mapToObj(seq -> new Place(TALK, new Seq(seq)))
                .toList();
        List<ArchiveKey> keys = Messages.messages("ann", "bob", 1, History.MAX_PAGE + 1).stream()
                .map(ArchiveKey::of)
                .toList();
        assertThat(answer(history().messages(places.subList(0, History.MAX_PAGE))))
                .isEmpty();
        assertThatThrownBy(() -> answer(history().messages(places))).isInstanceOf(InvalidInput.class);
        assertThat(answer(history().present(keys.subList(0, History.MAX_PAGE)))).isEmpty();
        assertThatThrownBy(() -> answer(history().present(keys))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> page(Seqs.ALL, Order.ASCENDING, History.MAX_PAGE + 1, 1))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> page(Seqs.ALL, Order.ASCENDING, 1, 0)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void givenTheSameBatchFromTwoWriters_whenAppendedSideBySide_thenEachMessageStandsOnce() {
        List<Message> batch = Messages.messages("ann", "bob", 1, 200);
        List<Integer> stored = answer(Flux.range(0, 6)
                .flatMap(i -> history().append(batch).map(Appended::stored), 6)
                .collectList());
        assertThat(stored).hasSize(6).containsOnly(200);
        assertThat(page(Seqs.ALL, Order.ASCENDING, 1000, ANY_BYTES)).isEqualTo(new Page(batch, false));
    }

    @Test
    void givenItsClock_whenAsked_thenItIsNow() {
        assertThat(answer(history().now()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    /** A message whose clientMsgId no column holds; access would have refused it. */
    static Message tooLong(long seq) {
        return Messages.message(Messages.envelope("ann", TALK, "x".repeat(200) + seq, "bad"), seq);
    }

    Page page(Range range, Order order, int limit, int maxBytes) {
        return answer(history().page(new PageRequest(TALK, range, order, limit, maxBytes)));
    }

    private void append(Message... messages) {
        assertThat(answer(history().append(List.of(messages)))).isEqualTo(new Appended(messages.length, List.of()));
    }

    static <T> T answer(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE), "no answer");
    }
}
