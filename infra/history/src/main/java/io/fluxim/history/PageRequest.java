package io.fluxim.history;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.InvalidInput;
import java.util.Optional;

/**
 * Which messages of a conversation to read.
 *
 * @param limit    1 to {@link History#MAX_PAGE}
 * @param maxBytes of messages as written: the page ends before the message that would exceed it; one message is always given
 */
public record PageRequest(Conversation conversation, Range range, Order order, int limit, int maxBytes) {

    public PageRequest {
        if (limit < 1 || limit > History.MAX_PAGE) {
            throw InvalidInput.of("limit", "must be 1 to " + History.MAX_PAGE + ", was " + limit);
        }
        if (maxBytes < 1) {
            throw InvalidInput.of("maxBytes", "must be >= 1, was " + maxBytes);
        }
    }

    /** Which end the page begins at. */
    public enum Order {
        ASCENDING,
        DESCENDING
    }

    /** A part of a conversation. */
    public sealed interface Range {}

    /** Seqs {@code from} to {@code to}, both included; the next page begins beside the last seq of this one. */
    public record Seqs(long from, long to) implements Range {

        public static final Seqs ALL = new Seqs(1, Long.MAX_VALUE);
    }

    /**
     * Times {@code from} to {@code to}, Unix milliseconds, both included, ordered by time and then seq.
     *
     * @param beyond the last message of the page before, in the order of the request; empty for the first page
     */
    public record Times(long from, long to, Optional<Moment> beyond) implements Range {}

    /** A message's place by time. */
    public record Moment(long at, long seq) {}
}
