package io.fluxim.rebuild;

import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Receivers;
import io.fluxim.inbox.members.Roster;
import io.fluxim.pipeline.inbox.DeliveryEntry;
import io.fluxim.pipeline.inbox.InboxStage;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Fills inboxes from the log as the pipeline does: with its own stage, so that each entry is there once, in the order of its
 * conversation, at positions without a hole. The partitions of the log are merged by the messages' times: near the order in
 * which they came.
 */
final class InboxReplay {

    /** Messages read ahead of each partition. */
    private static final int AHEAD = 100;
    /** Messages whose rosters are read together. */
    private static final int BATCH = 500;
    /** Entries written together: as the pipeline does. */
    private static final int ENTRIES = 2_000;
    /** Heads, and marks, that need not be read again. */
    private static final int PROOFS = 100_000;
    /** Progress is told each time this number of messages was read. */
    private static final int STRIDE = 100_000;
    /** No other writer is there to be in doubt about: only a store that stumbles. */
    private static final Retry STUMBLES = Retry.backoff(5, Duration.ofMillis(200));

    private final Log log;
    private final Members members;
    private final InboxStage stage;
    private final Consumer<String> progress;
    /** Moved by the threads that read the partitions. */
    private final AtomicLong read = new AtomicLong();

    /** @param fresh where the entries go; nobody else writes there */
    InboxReplay(Log log, Members members, Inbox fresh, Consumer<String> progress) {
        this.log = log;
        this.members = members;
        this.stage = new InboxStage(1, fresh, new SoleWriterHeads(), STUMBLES, PROOFS);
        this.progress = progress;
    }

    /**
     * Emits how many messages the log holds when all that is due is there.
     *
     * @param oldest Unix milliseconds: what is older is not delivered any more
     */
    Mono<Long> run(Whose whose, long oldest) {
        return inOrder(oldest)
                .buffer(BATCH)
                .concatMap(batch -> wanted(batch, whose), 1)
                .buffer(ENTRIES)
                .concatMap(slice -> stage.place(slice, partition -> 0), 1) // one writer, once
                .then(Mono.fromSupplier(read::get));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Flux<Message> inOrder(long oldest) {
        Flux<Message>[] partitions = IntStream.range(0, log.partitions())
                .mapToObj(partition -> log.messages(partition)
                        .doOnNext(message -> counted())
                        .filter(message -> message.at() >= oldest)
                        .map(InboxReplay::light))
                .toArray(Flux[]::new);
        return Flux.mergeComparing(AHEAD, Comparator.comparingLong(Message::at), partitions);
    }

    private void counted() {
        long so = read.incrementAndGet();
        if (so % STRIDE == 0) {
            progress.accept(String.format(Locale.ROOT, "read %,d messages of the log", so));
        }
    }

    /** Without what it says, which no inbox holds: what waits takes little room. */
    private static Message light(Message message) {
        Envelope full = message.envelope();
        Envelope light = new Envelope(
                full.id(),
                full.clientMsgId(),
                full.sender(),
                full.conversation(),
                new Content(full.content().type(), ""),
                Extras.NONE,
                MembershipChange.NONE);
        return new Message(light, message.seq(), message.at());
    }

    private Flux<DeliveryEntry> wanted(List<Message> batch, Whose whose) {
        return rosters(batch)
                .flatMapMany(
                        rosters -> Flux.fromStream(batch.stream().flatMap(message -> wanted(message, rosters, whose))));
    }

    private static Stream<DeliveryEntry> wanted(Message message, Map<Conversation.Group, Roster> rosters, Whose whose) {
        return Receivers.of(message, group -> Objects.requireNonNull(rosters.get(group))).stream()
                .filter(whose::has)
                .map(user -> new DeliveryEntry(user, message));
    }

    private Mono<Map<Conversation.Group, Roster>> rosters(List<Message> batch) {
        Set<Conversation.Group> groups = batch.stream()
                .map(Message::conversation)
                .filter(Conversation.Group.class::isInstance)
                .map(Conversation.Group.class::cast)
                .collect(Collectors.toSet());
        return members.of(groups).map(InboxReplay::rosters);
    }

    private static Map<Conversation.Group, Roster> rosters(Map<Conversation.Group, List<Members.Interval>> found) {
        Map<Conversation.Group, Roster> rosters = new HashMap<>();
        found.forEach((group, intervals) -> rosters.put(group, roster(group, intervals)));
        return rosters;
    }

    /** A group that has a message has, or had, members: without them nobody can say who was due. */
    private static Roster roster(Conversation.Group group, List<Members.Interval> intervals) {
        if (intervals.isEmpty()) {
            throw new RebuildFailed(
                    "the log has messages of " + group.key() + ", and MongoDB does not know one member of it: who was"
                            + " due cannot be told. A replay of im.accepted brings"
                            + " the members back: docs/backup.md. Nothing was"
                            + " changed.");
        }
        return Roster.of(group, intervals);
    }
}
