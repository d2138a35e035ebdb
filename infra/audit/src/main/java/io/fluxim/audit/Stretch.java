package io.fluxim.audit;

import io.fluxim.history.Page;
import io.fluxim.inbox.timeline.Timeline.Stored;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import java.util.List;

/**
 * A stretch of a conversation as the timeline and the history have it, both up to the same seq.
 *
 * @param previous the last seq seen before it
 * @param floor    read after both
 * @param upTo     where it ends; {@link Long#MAX_VALUE} for the conversation's end
 */
record Stretch(
        Conversation conversation, long previous, long floor, long upTo, List<Stored> stored, List<Message> rows) {

    /** What was read, cut where the shorter of the two pages ends. */
    static Stretch of(Conversation conversation, long previous, long floor, Page rows, List<Stored> stored, int limit) {
        long upTo = Math.min(
                rows.more() ? lastRow(rows.messages()) : Long.MAX_VALUE,
                stored.size() == limit ? seq(stored.get(limit - 1)) : Long.MAX_VALUE);
        return new Stretch(
                conversation,
                previous,
                floor,
                upTo,
                stored.stream().filter(one -> seq(one) <= upTo).toList(),
                rows.messages().stream()
                        .filter(row -> row.seq().value() <= upTo)
                        .toList());
    }

    /** The last seq that a timeline's next stretch follows on. */
    long last() {
        return stored.isEmpty() ? previous : seq(stored.get(stored.size() - 1));
    }

    private static long lastRow(List<Message> rows) {
        return rows.get(rows.size() - 1).seq().value();
    }

    private static long seq(Stored stored) {
        return stored.message().seq().value();
    }
}
