package io.fluxim.pipeline.push;

import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.Rejection;
import io.fluxim.route.Route;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told of new entries: a pure function to records of {@code im.push}, one per access node, more where a record
 * would grow too large. A message stands once in a record, however many receive it, unless the order of somebody's positions
 * wants it twice.
 */
public final class PushPlan {

    /** Most bytes of one record, by estimate: Kafka refuses more than 1 MiB. */
    private static final int MAX_RECORD_BYTES = 512 * 1024;
    /** Ids, numbers and field tags of an envelope beside its body. */
    private static final int MESSAGE_BYTES = 1024;
    /** A user id with a number or two. */
    private static final int USER_BYTES = 96;

    private final Map<UserId, Set<Route>> routes;
    private final Map<Route, Share> shares = new LinkedHashMap<>();
    private final List<Outgoing<Push>> records = new ArrayList<>();

    /** A message at a position of one user. */
    public record ToPush(UserId user, Position position, Message message) {}

    private PushPlan(Map<UserId, Set<Route>> routes) {
        this.routes = routes;
    }

    /**
     * The records to append.
     *
     * @param entries new ones, for each user ascending
     * @param heads   users to be told only that there is something
     * @param routes  of all these users; who has none is offline and left out
     */
    public static List<Outgoing<Push>> of(
            List<ToPush> entries,
            List<Push.UserHead> heads,
            List<Rejection> rejections,
            Map<UserId, Set<Route>> routes) {
        PushPlan plan = new PushPlan(routes);
        entries.forEach(entry -> plan.each(entry.user(), (route, share) -> plan.add(route, share, entry)));
        heads.forEach(head -> plan.each(head.user(), (route, share) -> plan.add(route, share, head)));
        rejections.forEach(one -> plan.each(one.sender(), (route, share) -> plan.add(route, share, one)));
        plan.shares.forEach(plan::close);
        return plan.records;
    }

    private interface Adding {
        void to(Route route, Share share);
    }

    private void each(UserId user, Adding adding) {
        for (Route route : routes.getOrDefault(user, Set.of())) {
            adding.to(route, shares.computeIfAbsent(route, absent -> new Share()));
        }
    }

    private void add(Route route, Share share, ToPush entry) {
        int bytes = USER_BYTES
                + (share.carries(entry)
                        ? 0
                        : MESSAGE_BYTES + entry.message().envelope().content().bodyBytes());
        withRoom(route, share, bytes).add(entry);
    }

    private void add(Route route, Share share, Push.UserHead head) {
        withRoom(route, share, USER_BYTES).heads.add(head);
    }

    private void add(Route route, Share share, Rejection rejection) {
        withRoom(route, share, 3 * USER_BYTES).rejections.add(rejection);
    }

    private Share withRoom(Route route, Share share, int bytes) {
        Share open = share;
        if (share.bytes > 0 && share.bytes + bytes > MAX_RECORD_BYTES) {
            close(route, share);
            open = new Share();
            shares.put(route, open);
        }
        open.bytes += bytes;
        return open;
    }

    private void close(Route route, Share share) {
        List<Push.Pushed> messages = share.lines.stream()
                .map(line -> new Push.Pushed(line.message(), line.receivers()))
                .toList();
        Push push = new Push(route.node(), messages, share.heads, share.rejections);
        records.add(new Outgoing<>(Topic.PUSH, route.slot(), route.node().value(), push));
    }

    /** A message and who has it on that node, in the order of the log. */
    private record Line(Message message, List<Push.Receiver> receivers) {}

    /** What one node gets in the record that is open. */
    private static final class Share {

        private final List<Line> lines = new ArrayList<>();
        /** Where a message stands; the last place of one that stands twice. */
        private final Map<MessageId, Integer> places = new HashMap<>();
        /** Where the last entry of a user stands: his next one may not come before it. */
        private final Map<UserId, Integer> reached = new HashMap<>();

        private final List<Push.UserHead> heads = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private int bytes;

        /**
         * Whether its message stands where this entry may be added. Entries come from several inbox partitions, of which one may
         * be further than another: what is new to one user can stand before what comes first to the next one.
         */
        boolean carries(ToPush entry) {
            Integer place = places.get(entry.message().id());
            return place != null && place >= reached.getOrDefault(entry.user(), 0);
        }

        void add(ToPush entry) {
            if (!carries(entry)) {
                places.put(entry.message().id(), lines.size());
                lines.add(new Line(entry.message(), new ArrayList<>()));
            }
            int place = places.getOrDefault(entry.message().id(), 0);
            lines.get(place).receivers().add(new Push.Receiver(entry.user(), entry.position()));
            reached.put(entry.user(), place);
        }
    }
}
