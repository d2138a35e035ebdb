package io.fluxim.access.socket.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.retention.InMemoryRetention;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Entry;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.fluxim.testkit.Messages;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SyncPagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final UserId BOB = new UserId("bob");

    private final InMemoryInbox inbox = new InMemoryInbox();
    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryHistory history = new InMemoryHistory(Clock.systemUTC());
    private final InMemoryRetention retention = new InMemoryRetention(timeline, inbox);
    private final InMemoryVisibleHeads heads = new InMemoryVisibleHeads(inbox);
    private final List<InboxEntry> missing = new ArrayList<>();

    @Test
    void givenInbox_whenPaged_thenEveryEntryOnceInOrder() {
        fill(25, "text");
        List<Long> positions = new ArrayList<>();
        long after = 0;
        Frame.Entries page;
        do {
            page = page(timeline, after, 10);
            positions.addAll(positions(page));
            after = positions.get(positions.size() - 1);
            assertThat(page.head()).isEqualTo(25);
        } while (page.more());
        assertThat(positions)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 25).boxed().toList());
        assertThat(page.entries()).hasSize(5);
        assertThat(page.floor()).hasValue(0);
    }

    @Test
    void givenExactPage_whenAsked_thenNoMore() {
        fill(10, "text");
        assertThat(page(timeline, 0, 10).more()).isFalse();
        assertThat(page(timeline, 0, 9).more()).isTrue();
        assertThat(page(timeline, 10, 10).entries()).isEmpty();
        assertThat(page(timeline, 10, 10).more()).isFalse();
    }

    @Test
    void givenMoreThanTheLimitAskedFor_whenPaged_thenTheLimitHolds() {
        fill(600, "text");
        Frame.Entries page = page(timeline, 0, Integer.MAX_VALUE);
        assertThat(page.entries()).hasSize(500);
        assertThat(page.more()).isTrue();
    }

    @Test
    void givenLargeBodies_whenPaged_thenBytesBoundThePageAndMoreSaysSo() {
        fill(300, "x".repeat(60_000));
        Frame.Entries page = page(timeline, 0, 500);
        assertThat(page.entries()).hasSizeBetween(17, 18);
        assertThat(page.more()).isTrue();
        assertThat(page(timeline, 299, 500).entries()).hasSize(1);
    }

    /** Who sends chooses the sizes: small ones first say nothing about those that follow. */
    @Test
    void givenSmallBodiesBeforeLargeOnes_whenPaged_thenFewAreReadAtOnceAndEachPageIsBounded() {
        List<Message> messages = new ArrayList<>();
        for (long seq = 1; seq <= 300; seq++) {
            String text = seq <= 20 ? "x" : "x".repeat(60_000);
            messages.add(Messages.message(Messages.envelope("ann", "bob", text), seq));
        }
        store(messages);
        AtomicInteger most = new AtomicInteger();
        Timeline counted = new Interrupted(timeline, ids -> most.accumulateAndGet(ids.size(), Math::max));

        Frame.Entries page = page(counted, 0, 500);

        assertThat(page.entries()).hasSizeBetween(37, 38);
        assertThat(page.more()).isTrue();
        assertThat(most.get()).isBetween(20, 100);
    }

    @Test
    void givenFloor_whenAskedFromBelow_thenOnlyWhatIsAboveAndMoreOfTheUnfilteredPage() {
        fill(10, "text");
        block(retention.raiseFloor(BOB, 6));
        Frame.Entries first = page(timeline, 0, 5);
        assertThat(first.entries()).isEmpty();
        assertThat(first.more()).isTrue();
        assertThat(first.floor()).hasValue(6);
        assertThat(positions(page(timeline, 6, 5))).containsExactly(7L, 8L, 9L, 10L);
    }

    @Test
    void givenCleanerAtWorkBetweenTheReads_whenPaged_thenWhatItTookIsLeftOut() {
        fill(10, "text");
        Timeline cleaned = new Interrupted(timeline, ids -> {
            block(retention.raiseFloor(BOB, 4));
            block(retention.deleteUpToFloor(BOB));
            block(retention.raiseFloor(Messages.direct("ann", "bob"), 4));
            block(retention.deleteUpToFloor(Messages.direct("ann", "bob")));
        });
        Frame.Entries page = page(cleaned, 0, 10);
        assertThat(positions(page)).containsExactly(5L, 6L, 7L, 8L, 9L, 10L);
        assertThat(page.floor()).hasValue(4);
        assertThat(missing).isEmpty();
    }

    @Test
    void givenBodyGoneUnderAnEntry_whenPaged_thenServedFromHistory() {
        List<Message> messages = fill(5, "text");
        block(history.append(messages));
        block(retention.raiseFloor(Messages.direct("ann", "bob"), 3));
        block(retention.deleteUpToFloor(Messages.direct("ann", "bob")));
        Frame.Entries page = page(timeline, 0, 10);
        assertThat(page.entries().stream().map(Entry::message)).containsExactlyElementsOf(messages);
    }

    @Test
    void givenBodyNowhere_whenPaged_thenLeftOutAndReported() {
        fill(3, "text");
        block(retention.raiseFloor(Messages.direct("ann", "bob"), 1));
        block(retention.deleteUpToFloor(Messages.direct("ann", "bob")));
        assertThat(positions(page(timeline, 0, 10))).containsExactly(2L, 3L);
        assertThat(missing).hasSize(1);
    }

    @Test
    void givenHeadThatLagsBehind_whenPaged_thenNeverBelowTheLastEntry() {
        block(heads.raise(Map.of(BOB, 1L)));
        fill(3, "text");
        assertThat(page(timeline, 0, 10).head()).isEqualTo(3);
    }

    private List<Message> fill(int count, String text) {
        List<Message> messages = LongStream.rangeClosed(1, count)
                .mapToObj(seq -> Messages.message(Messages.envelope("ann", "bob", text + seq), seq))
                .toList();
        store(messages);
        return messages;
    }

    private void store(List<Message> messages) {
        block(timeline.append(messages.stream()
                .map(message ->
                        new Timeline.Stored(message, new Origin(0, message.seq().value(), message.at())))
                .toList()));
        block(inbox.append(messages.stream().map(SyncPagesTest::entry).toList()));
    }

    private static InboxEntry entry(Message message) {
        return new InboxEntry(
                new Position(message.seq().value()),
                new Reference(BOB, message.conversation(), message.seq()),
                message.id(),
                message.at());
    }

    private Frame.Entries page(Timeline bodies, long after, int limit) {
        SyncProperties properties =
                new SyncProperties(500, DataSize.ofMegabytes(1), 4, 4, Duration.ofSeconds(5), Duration.ofSeconds(1));
        SyncPages pages = new SyncPages(new SyncPages.Stores(inbox, bodies, history, heads), properties, missing::add);
        List<Frame.Entries> answers = new ArrayList<>();
        StepVerifier.create(pages.page(BOB, new Command.Sync("r", after, limit)))
                .consumeNextWith(answers::add)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(answers.get(0).ref()).isEqualTo("r");
        return answers.get(0);
    }

    private static List<Long> positions(Frame.Entries page) {
        return page.entries().stream()
                .map(entry -> ((Entry.Copied) entry).position().value())
                .toList();
    }

    private static void block(Mono<?> effect) {
        effect.block(PATIENCE);
    }

    /** Something happens after the entries were read and before the bodies are. */
    private record Interrupted(Timeline timeline, Consumer<Collection<MessageId>> event) implements Timeline {

        @Override
        public Mono<Map<MessageId, Message>> messages(Collection<MessageId> ids) {
            return Mono.fromRunnable(() -> event.accept(ids)).then(timeline.messages(ids));
        }

        @Override
        public Mono<Map<MessageId, Known>> recognise(Collection<MessageId> ids) {
            return timeline.recognise(ids);
        }

        @Override
        public Mono<Map<Conversation, Tail>> tails(Collection<Conversation> conversations) {
            return timeline.tails(conversations);
        }

        @Override
        public Mono<Void> append(List<Stored> messages) {
            return timeline.append(messages);
        }

        @Override
        public Mono<List<Stored>> after(Conversation conversation, long after, int limit) {
            return timeline.after(conversation, after, limit);
        }
    }
}
