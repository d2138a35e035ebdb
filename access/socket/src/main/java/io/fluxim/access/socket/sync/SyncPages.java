package io.fluxim.access.socket.sync;

import io.fluxim.history.History;
import io.fluxim.history.Place;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Entry;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Pages of an inbox, bounded in entries and bytes.
 *
 * <p>The order of the reads is the guarantee (design.md, Cleaning): entries, then bodies, then the floor. The cleaner
 * raises the floor before it deletes anything, so whatever was deleted while a page was read lies at or below the floor read
 * last, and is left out. A body that is gone under an entry above the floor stands in history.
 */
public final class SyncPages {

    /** Bodies of the first read: with the largest ones under 2 MiB, and enough for who has been away for a moment. */
    private static final int FIRST_BODIES = 20;
    /** Most bodies of a further read, since those before may have been small ones: with the largest 8 MiB. */
    private static final int MORE_BODIES = 100;
    /** Bytes that an entry takes besides its message: names of fields, position and seq. */
    private static final int ENTRY_OVERHEAD = 400;
    /** Bytes of JSON that one byte beside the body takes at most: control characters are escaped. */
    private static final int ESCAPED = 6;

    private final Inbox inbox;
    private final Timeline timeline;
    private final History history;
    private final VisibleHeads heads;
    private final SyncProperties properties;
    private final Consumer<InboxEntry> missing;

    /** What a page is read from. */
    public record Stores(Inbox inbox, Timeline timeline, History history, VisibleHeads heads) {}

    /**
     * What an inbox has above a position, in the order of positions.
     *
     * @param more whether the inbox has more than was read
     */
    private record Page(List<InboxEntry> entries, Map<MessageId, Message> bodies, boolean more) {

        /** Those above the floor; one without a body is a defect that {@code missing} hears of. */
        List<Entry> above(long floor, Consumer<InboxEntry> missing) {
            List<Entry> above = new ArrayList<>();
            for (InboxEntry entry : entries) {
                Message body = bodies.get(entry.message());
                if (entry.position().value() > floor && body != null) {
                    above.add(new Entry.Copied(entry.position(), body));
                } else if (entry.position().value() > floor) {
                    missing.accept(entry);
                }
            }
            return above;
        }
    }

    /** @param missing hears of entries whose body is nowhere: a defect, to be counted and looked into */
    public SyncPages(Stores stores, SyncProperties properties, Consumer<InboxEntry> missing) {
        this.inbox = stores.inbox();
        this.timeline = stores.timeline();
        this.history = stores.history();
        this.heads = stores.heads();
        this.properties = properties;
        this.missing = missing;
    }

    /** The page that answers this command. Errors of the stores come through. */
    public Mono<Frame.Entries> page(UserId user, Command.Sync sync) {
        int limit = Math.min(sync.limit(), properties.maxEntries());
        return inbox.after(user, sync.after(), limit + 1)
                .map(found -> new Page(cut(found, limit), Map.of(), found.size() > limit))
                .flatMap(this::withBodies)
                .flatMap(page ->
                        inbox.floor(user).flatMap(floor -> headOf(user).map(head -> frame(sync, page, floor, head))));
    }

    /** The last position of an inbox that clients may see. */
    public Mono<Long> headOf(UserId user) {
        return heads.read(List.of(user)).map(found -> found.getOrDefault(user, 0L));
    }

    private static List<InboxEntry> cut(List<InboxEntry> entries, int limit) {
        return entries.size() > limit ? entries.subList(0, limit) : entries;
    }

    /**
     * Bodies that were read.
     *
     * @param entries how many entries were looked at
     * @param size    bytes of the bodies as JSON, at most
     */
    private record Bodies(Map<MessageId, Message> found, int entries, long size) {

        static final Bodies NONE = new Bodies(Map.of(), 0, 0);

        /** How many more to read, if they are like those before; at least one. */
        int room(long maxSize) {
            if (entries == 0) {
                return FIRST_BODIES;
            }
            long average = Math.max(1, size / entries);
            return (int) Math.max(1, Math.min(MORE_BODIES, (maxSize - size) / average));
        }

        Bodies with(Map<MessageId, Message> more, int looked) {
            long bytes = more.values().stream().mapToLong(SyncPages::size).sum();
            return new Bodies(join(found, more), entries + looked, size + bytes);
        }
    }

    /** Reads bodies until the page is full; what it has no room for is left to the next one. */
    private Mono<Page> withBodies(Page page) {
        return Mono.just(Bodies.NONE)
                .expand(read -> more(page.entries(), read))
                .last()
                .map(read -> full(page, read.found()));
    }

    private Mono<Bodies> more(List<InboxEntry> entries, Bodies read) {
        long maxSize = properties.maxSize().toBytes();
        if (read.entries() == entries.size() || read.size() >= maxSize) {
            return Mono.empty();
        }
        int end = Math.min(entries.size(), read.entries() + read.room(maxSize));
        List<InboxEntry> next = entries.subList(read.entries(), end);
        return bodies(next).map(found -> read.with(found, next.size()));
    }

    private Mono<Map<MessageId, Message>> bodies(List<InboxEntry> entries) {
        return timeline.messages(entries.stream().map(InboxEntry::message).toList())
                .flatMap(found -> withArchived(entries, found));
    }

    private Mono<Map<MessageId, Message>> withArchived(List<InboxEntry> entries, Map<MessageId, Message> found) {
        List<InboxEntry> gone = entries.stream()
                .filter(entry -> !found.containsKey(entry.message()))
                .toList();
        return gone.isEmpty() ? Mono.just(found) : archived(gone).map(archived -> join(found, archived));
    }

    private Mono<Map<MessageId, Message>> archived(List<InboxEntry> entries) {
        return history.messages(entries.stream().map(SyncPages::place).toList())
                .map(found -> found.values().stream().collect(Collectors.toMap(Message::id, Function.identity())));
    }

    private static Place place(InboxEntry entry) {
        return new Place(entry.reference().conversation(), entry.reference().seq());
    }

    private Page full(Page page, Map<MessageId, Message> bodies) {
        List<InboxEntry> kept = new ArrayList<>();
        long size = 0;
        for (InboxEntry entry : page.entries()) {
            if (size >= properties.maxSize().toBytes()) {
                return new Page(kept, bodies, true);
            }
            kept.add(entry);
            Message body = bodies.get(entry.message());
            size += body == null ? 0 : size(body);
        }
        return new Page(kept, bodies, page.more());
    }

    private Frame.Entries frame(Command.Sync sync, Page page, long floor, long head) {
        long last = page.entries().isEmpty()
                ? 0
                : page.entries().get(page.entries().size() - 1).position().value();
        List<Entry> entries = page.above(floor, missing);
        return new Frame.Entries(sync.ref(), entries, Math.max(head, last), OptionalLong.of(floor), page.more());
    }

    private static Map<MessageId, Message> join(Map<MessageId, Message> some, Map<MessageId, Message> others) {
        Map<MessageId, Message> all = new HashMap<>(some);
        all.putAll(others);
        return all;
    }

    private static long size(Message message) {
        int body = message.envelope().content().bodyBytes();
        return ENTRY_OVERHEAD + body + (long) ESCAPED * (message.bytes() - body);
    }
}
