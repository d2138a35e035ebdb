package io.fluxim.pipeline.inbox;

import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the Inbox stage did with a slice of entries.
 *
 * @param entries new ones, each at its position, in the order of the log
 * @param heads   the last inserted position of every user of the slice
 * @param repeats users some of whose entries were there already: they may have missed the push
 * @param counts  what became of the entries
 */
public record Placed(List<PlacedEntry> entries, Map<UserId, Long> heads, Set<UserId> repeats, Counts counts) {

    /** A message at its place in somebody's inbox. */
    public record PlacedEntry(UserId user, long position, Message message) {}

    /**
     * How many entries: {@code in = appended + repeated}.
     *
     * @param appended put into an inbox, the late ones among them
     * @param repeated there already
     * @param late     appended though a higher seq of the conversation was there: a defect upstream, never a loss
     */
    public record Counts(int appended, int repeated, int late) {}
}
