package io.fluxim.access.http.message;

import io.fluxim.history.PageRequest;
import io.fluxim.history.PageRequest.Moment;
import io.fluxim.history.PageRequest.Order;
import io.fluxim.history.PageRequest.Range;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.history.PageRequest.Times;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which messages to read: of one conversation, by seq or by time, from either end.
 *
 * @param userID       the caller's conversation with this user
 * @param groupID      this group's conversation
 * @param conversation any conversation by its key, as entries on the socket have it
 * @param fromSeq      the lowest seq wanted; 1 where it is left out
 * @param toSeq        the highest one; the last there is where it is left out
 * @param fromTime     the earliest time wanted, Unix milliseconds; with either time, pages go by time and not by seq
 * @param toTime       the latest one
 * @param order        0 ascending, 1 descending
 * @param limit        most messages of a page, 1 to 200; 50 where it is left out
 * @param beyond       the {@code next} of the page before; left out for the first
 */
record HistoryRequest(
        @Schema(description = "the caller's conversation with this user")
        Optional<UserId> userID,

        @Schema(description = "this group's conversation") Optional<GroupId> groupID,

        @Schema(
                description =
                        "any conversation by its key: d:<user>:<user>, g:<group>, sn:<account>:<user> or u:<user>")
        Optional<String> conversation,

        @Schema(description = "the lowest seq wanted") Optional<Long> fromSeq,
        @Schema(description = "the highest seq wanted") Optional<Long> toSeq,

        @Schema(description = "the earliest time wanted, Unix ms; with either time, pages go by time")
        Optional<Long> fromTime,

        @Schema(description = "the latest time wanted") Optional<Long> toTime,

        @Schema(description = "0 ascending (default), 1 descending")
        Optional<Integer> order,

        @Schema(description = "1 to 200, default 50") Optional<Integer> limit,

        @Schema(description = "the next of the page before; left out for the first")
        Optional<Point> beyond) {

    static final int MAX_LIMIT = 200;

    private static final int USUAL_LIMIT = 50;

    HistoryRequest {
        if (Stream.of(userID, groupID, conversation).filter(Optional::isPresent).count() != 1) {
            throw InvalidInput.of("conversation", "must be named by one of userID, groupID and conversation");
        }
        conversation.ifPresent(Conversation::parse);
        boolean bySeq = fromSeq.isPresent() || toSeq.isPresent();
        if (bySeq && (fromTime.isPresent() || toTime.isPresent())) {
            throw InvalidInput.of("fromTime", "must be left out, and toTime, where fromSeq or toSeq is given");
        }
        between("fromSeq", fromSeq, 1, Long.MAX_VALUE);
        between("toSeq", toSeq, fromSeq.orElse(1L), Long.MAX_VALUE);
        between("fromTime", fromTime, 0, Long.MAX_VALUE);
        between("toTime", toTime, fromTime.orElse(0L), Long.MAX_VALUE);
        between("order", order.map(Integer::longValue), 0, 1);
        between("limit", limit.map(Integer::longValue), 1, MAX_LIMIT);
    }

    /** A message's place in both orders. */
    record Point(long seq, long time) {

        Point {
            between("seq", Optional.of(seq), 1, Long.MAX_VALUE - 1);
        }
    }

    Order direction() {
        return order.filter(number -> number == 1).isPresent() ? Order.DESCENDING : Order.ASCENDING;
    }

    int size() {
        return limit.orElse(USUAL_LIMIT);
    }

    Range range() {
        return fromTime.isPresent() || toTime.isPresent() ? times() : seqs();
    }

    private Times times() {
        return new Times(
                fromTime.orElse(0L),
                toTime.orElse(Long.MAX_VALUE),
                beyond.map(point -> new Moment(point.time(), point.seq())));
    }

    private Seqs seqs() {
        long from = fromSeq.orElse(Seqs.ALL.from());
        long to = toSeq.orElse(Seqs.ALL.to());
        if (beyond.isEmpty()) {
            return new Seqs(from, to);
        }
        long last = beyond.get().seq();
        return direction() == PageRequest.Order.ASCENDING
                ? new Seqs(Math.max(from, last + 1), to)
                : new Seqs(from, Math.min(to, last - 1));
    }

    private static void between(String field, Optional<Long> value, long min, long max) {
        value.filter(number -> number < min || number > max).ifPresent(number -> {
            String upTo = max == Long.MAX_VALUE ? " or more" : " to " + max;
            throw InvalidInput.of(field, "must be " + min + upTo + ", was " + number);
        });
    }
}
