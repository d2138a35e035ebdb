package io.fluxim.pipeline.push;

import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is told of new entries: a pure function to pushes, one per access node, more where one
 * would grow too large. A message stands once in a push, however many receive it, unless the order of somebody's positions
 * wants it twice.
 */
public final class PushPlan {

    /** Most bytes of one push: a node's connection holds a few of them. */
    private static final int MAX_PUSH_BYTES = 512 * 1024;
    /** A user id with a number or two. */
    private static final int USER_BYTES = 96;

    private final Map<UserId, Set<NodeId>> routes;
    private final Map<NodeId, OpenPush> shares = new LinkedHashMap<>();
    private final List<Push> pushes = new ArrayList<>();

    /** A message at a position of one user. */
    public record PushEntry(UserId user, Position position, Message message) {}

    private PushPlan(Map<UserId, Set<NodeId>> routes) {
        this.routes = routes;
    }

    /**
     * The pushes to publish.
     *
     * @param entries new ones, for each user ascending
     * @param heads   users to be told only that there is something
     * @param routes  of all these users; who has none is offline and left out
     */
    public static List<Push> of(
            List<PushEntry> entries,
            List<Push.UserHead> heads,
            List<Rejection> rejections,
            Map<UserId, Set<NodeId>> routes) {
        PushPlan plan = new PushPlan(routes);
        entries.forEach(entry -> plan.each(entry.user(), (node, share) -> plan.add(node, share, entry)));
        heads.forEach(head -> plan.each(head.user(), (node, share) -> plan.add(node, share, head)));
        rejections.forEach(one -> plan.each(one.sender(), (node, share) -> plan.add(node, share, one)));
        plan.shares.forEach(plan::close);
        return plan.pushes;
    }

    private interface Adding {
        void to(NodeId node, OpenPush share);
    }

    private void each(UserId user, Adding adding) {
        for (NodeId node : routes.getOrDefault(user, Set.of())) {
            adding.to(node, shares.computeIfAbsent(node, absent -> new OpenPush()));
        }
    }

    private void add(NodeId node, OpenPush share, PushEntry entry) {
        int bytes = USER_BYTES + (share.carries(entry) ? 0 : entry.message().bytes());
        withRoom(node, share, bytes).add(entry);
    }

    private void add(NodeId node, OpenPush share, Push.UserHead head) {
        withRoom(node, share, USER_BYTES).heads.add(head);
    }

    private void add(NodeId node, OpenPush share, Rejection rejection) {
        withRoom(node, share, 3 * USER_BYTES).rejections.add(rejection);
    }

    private OpenPush withRoom(NodeId node, OpenPush share, int bytes) {
        OpenPush open = share;
        if (share.bytes > 0 && share.bytes + bytes > MAX_PUSH_BYTES) {
            close(node, share);
            open = new OpenPush();
            shares.put(node, open);
        }
        open.bytes += bytes;
        return open;
    }

    private void close(NodeId node, OpenPush share) {
        List<Push.Pushed> messages = share.messages.stream()
                .map(message -> new Push.Pushed(message.message(), message.receivers()))
                .toList();
        pushes.add(new Push(node, messages, share.heads, share.rejections));
    }

    /** A message and who has it on that node, in the order of the log. */
    private record PushedMessage(Message message, List<Push.Receiver> receivers) {}

    /** What one node gets in the push that is open. */
    private static final class OpenPush {

        private final List<PushedMessage> messages = new ArrayList<>();
        /** Where a message stands; the last place of one that stands twice. */
        private final Map<MessageId, Integer> places = new HashMap<>();
        /** Where the last entry of a user stands: their next one may not come before it. */
        private final Map<UserId, Integer> reached = new HashMap<>();

        private final List<Push.UserHead> heads = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private int bytes;

        /**
         * Whether its message stands where this entry may be added. Entries come from several inbox partitions, of which one may
         * be further than another: what is new to one user can stand before what comes first to the next one.
         */
        boolean carries(PushEntry entry) {
            Integer place = places.get(entry.message().id());
            return place != null && place >= reached.getOrDefault(entry.user(), 0);
        }

        void add(PushEntry entry) {
            if (!carries(entry)) {
                places.put(entry.message().id(), messages.size());
                messages.add(new PushedMessage(entry.message(), new ArrayList<>()));
            }
            int place = places.getOrDefault(entry.message().id(), 0);
            messages.get(place).receivers().add(new Push.Receiver(entry.user(), entry.position()));
            reached.put(entry.user(), place);
        }
    }
}
