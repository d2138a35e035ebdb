package io.fluxim.bench.store;

import io.fluxim.history.Appended;
import io.fluxim.history.History;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.standalone.StoreAdapters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Fills the stores with what people said before, as the route would have left it: seqs and positions dense, every message in
 * the timeline, in both inboxes and in the history, its record one of an earlier life of the log. Heads are not in Redis: they
 * are restored at their first use.
 */
public final class Seeds {

    /** Messages of an insert, at most: as many as the route makes of a full batch. */
    private static final int BATCH = 500;
    /** Inserts side by side. */
    private static final int SIDE_BY_SIDE = 4;

    private static final Duration BOUND = Duration.ofMinutes(15);
    /** So long ago it was said: younger than any retention. */
    private static final Duration AGO = Duration.ofHours(1);

    private final Timeline timeline;
    private final Inbox inbox;
    private final History history;
    private final PartitionCounts partitions;
    /** The next offset of each partition of the log's earlier life; guarded by this. */
    private final long[] offsets;

    /** Into these stores. */
    public static Seeds into(StoreAdapters stores) {
        return new Seeds(
                stores.get(Timeline.class),
                stores.get(Inbox.class),
                stores.get(History.class),
                stores.get(PartitionCounts.class));
    }

    Seeds(Timeline timeline, Inbox inbox, History history, PartitionCounts partitions) {
        this.timeline = timeline;
        this.inbox = inbox;
        this.history = history;
        this.partitions = partitions;
        this.offsets = new long[partitions.accepted()];
    }

    /** Has the two of each conversation say this number of messages, in turn; to be called once for a conversation. */
    public void sow(List<Conversation.Direct> conversations, int each) {
        long at = System.currentTimeMillis() - AGO.toMillis();
        Flux.fromIterable(conversations)
                .map(conversation -> talk(conversation, each, at))
                .bufferUntil(new Full()::reached)
                .flatMap(this::stored, SIDE_BY_SIDE)
                .blockLast(BOUND);
    }

    private static List<Said> talk(Conversation.Direct conversation, int messages, long at) {
        List<UserId> users = conversation.users();
        Talk talk = new Talk(conversation, users);
        List<Said> said = new ArrayList<>(messages);
        for (int seq = 1; seq <= messages; seq++) {
            said.add(talk.at(seq, at + seq));
        }
        return said;
    }

    /** Tells when as many messages have come as go into a batch. One for each sowing. */
    private static final class Full {
        private int messages;

        boolean reached(List<Said> talk) {
            messages += talk.size();
            boolean full = messages >= BATCH;
            messages = full ? 0 : messages;
            return full;
        }
    }

    /** Whole conversations. */
    private Mono<Void> stored(List<List<Said>> talks) {
        List<Said> said = talks.stream().flatMap(List::stream).toList();
        List<Timeline.Stored> messages =
                said.stream().map(one -> numbered(one.message())).toList();
        List<InboxEntry> entries = said.stream().flatMap(Said::entries).toList();
        List<Message> rows = said.stream().map(Said::message).toList();
        return Mono.when(
                timeline.append(messages),
                inbox.append(entries),
                history.append(rows).flatMap(Seeds::whole));
    }

    private static Mono<Void> whole(Appended appended) {
        return appended.refused().isEmpty()
                ? Mono.empty()
                : Mono.error(new IllegalStateException(
                        "the history refused " + appended.refused().size() + " rows"));
    }

    private synchronized Timeline.Stored numbered(Message message) {
        int partition = Partitions.of(message.conversation().key(), partitions.accepted());
        long offset = offsets[partition];
        offsets[partition]++;
        return new Timeline.Stored(message, new Origin(partition, offset, message.at()));
    }
}
