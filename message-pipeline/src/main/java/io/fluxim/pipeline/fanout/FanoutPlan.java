package io.fluxim.pipeline.fanout;

import io.fluxim.inbox.members.Receivers;
import io.fluxim.inbox.members.Roster;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Delivery;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who receives what: a pure function from numbered messages to records of {@code im.fanout}, one per inbox partition,
 * in parts that are bounded in inbox entries and bytes. The parts go one after the other's acknowledgement, so that no
 * inbox sees a seq, for the first time, before a lower one. A part is made when it is asked for: of a batch for large groups
 * no more than one part, and the receivers of one message, are in memory at a time.
 */
public final class FanoutPlan implements Iterator<List<Outgoing<Fanout>>> {

    /** Bytes of a receiver at most: an id and its tag. */
    private static final int RECEIVER_BYTES = 66;
    /** Bytes of a rejection at most: a sender, a {@code clientMsgId}, a code and a message id with their tags. */
    private static final int REJECTION_BYTES = 320;

    private final Limits limits;
    private final Map<Conversation.Group, Roster> rosters;
    private final Iterator<Message> messages;
    private final Iterator<Rejection> rejections;
    /** What is left of the message at hand, by partition. */
    private final Deque<Due> due = new ArrayDeque<>();

    /**
     * @param partitions     of {@code im.fanout}
     * @param maxEntries     most inbox entries of one part: what the Inbox stage writes in one go
     * @param maxRecordBytes most bytes of one record; a message that is larger goes to one receiver a record
     */
    public record Limits(int partitions, int maxEntries, int maxRecordBytes) {}

    private FanoutPlan(
            List<Message> messages,
            List<Rejection> rejections,
            Map<Conversation.Group, Roster> rosters,
            Limits limits) {
        this.messages = messages.iterator();
        this.rejections = rejections.iterator();
        this.rosters = rosters;
        this.limits = limits;
        advance();
    }

    /**
     * The parts, each a record per inbox partition.
     *
     * @param rosters of every group among the messages
     */
    public static FanoutPlan of(
            List<Message> messages,
            List<Rejection> rejections,
            Map<Conversation.Group, Roster> rosters,
            Limits limits) {
        return new FanoutPlan(messages, rejections, rosters, limits);
    }

    @Override
    public boolean hasNext() {
        return !due.isEmpty() || rejections.hasNext();
    }

    @Override
    public List<Outgoing<Fanout>> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        Part part = new Part();
        while (!due.isEmpty() && part.take(due.element())) {
            if (due.element().isDone()) {
                due.remove();
                advance();
            }
        }
        while (due.isEmpty() && rejections.hasNext() && part.entries < limits.maxEntries) {
            part.take(rejections.next());
        }
        return part.records();
    }

    /** To the next message that somebody receives. */
    private void advance() {
        while (due.isEmpty() && messages.hasNext()) {
            Message message = messages.next();
            Map<Integer, List<UserId>> byPartition = Receivers.of(message, this::roster).stream()
                    .collect(Collectors.groupingBy(this::partition, TreeMap::new, Collectors.toList()));
            byPartition.forEach((partition, users) -> due.add(new Due(message, partition, users)));
        }
    }

    private Roster roster(Conversation.Group group) {
        return Objects.requireNonNull(rosters.get(group), "every group has its roster");
    }

    private int partition(UserId user) {
        return Partitions.of(user.value(), limits.partitions);
    }

    /** A message and its receivers in one partition. */
    private static final class Due {

        private final Message message;
        private final int partition;
        private final List<UserId> users;
        private int done;

        Due(Message message, int partition, List<UserId> users) {
            this.message = message;
            this.partition = partition;
            this.users = users;
        }

        boolean isDone() {
            return done == users.size();
        }

        Delivery next(int count) {
            Delivery delivery = new Delivery(message, users.subList(done, done + count));
            done += count;
            return delivery;
        }
    }

    /** A part that is being made. */
    private final class Part {

        private final Map<Integer, Share> shares = new TreeMap<>();
        private int entries;

        /** Takes as many of its receivers as there is room for; false if for none. */
        boolean take(Due one) {
            Share share = shares.computeIfAbsent(one.partition, absent -> new Share());
            int room = Math.min(limits.maxEntries - entries, share.room(one.message.bytes(), limits.maxRecordBytes));
            int count = Math.min(room, one.users.size() - one.done);
            if (count > 0) {
                share.add(one.next(count));
                entries += count;
            }
            return count > 0;
        }

        /** Each counts as an entry, so that a part of nothing else is bounded too. */
        void take(Rejection rejection) {
            shares.computeIfAbsent(partition(rejection.sender()), absent -> new Share())
                    .add(rejection);
            entries++;
        }

        List<Outgoing<Fanout>> records() {
            List<Outgoing<Fanout>> records = new ArrayList<>(shares.size());
            shares.forEach((partition, share) -> {
                if (share.bytes > 0) {
                    records.add(new Outgoing<>(Topic.FANOUT, partition, "f" + partition, share.record()));
                }
            });
            return records;
        }
    }

    /** What one partition gets of a part. */
    private static final class Share {

        private final List<Delivery> deliveries = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private int bytes;

        /** How many receivers of a message of this size it has room for; of its first one always for one. */
        int room(int message, int maxBytes) {
            int receivers = (maxBytes - bytes - message) / RECEIVER_BYTES;
            return bytes == 0 ? Math.max(1, receivers) : receivers;
        }

        void add(Delivery delivery) {
            deliveries.add(delivery);
            bytes += delivery.message().bytes() + delivery.receivers().size() * RECEIVER_BYTES;
        }

        void add(Rejection rejection) {
            rejections.add(rejection);
            bytes += REJECTION_BYTES;
        }

        Fanout record() {
            return new Fanout(deliveries, rejections);
        }
    }
}
