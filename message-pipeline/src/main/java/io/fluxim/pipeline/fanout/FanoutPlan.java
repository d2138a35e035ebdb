package io.fluxim.pipeline.fanout;

import io.fluxim.inbox.Receivers;
import io.fluxim.inbox.Roster;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.Topic;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Delivery;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who receives what: a pure function from numbered messages to records of {@code im.fanout}, one per inbox partition,
 * in parts that are bounded in inbox entries and bytes. The parts go one after the other's acknowledgement, so that no
 * inbox sees a seq, for the first time, before a lower one.
 */
public final class FanoutPlan {

    private final Limits limits;
    private final List<List<Outgoing<Fanout>>> parts = new ArrayList<>();
    private Map<Integer, Share> shares = new TreeMap<>();
    private int entries;

    /**
     * @param partitions  of {@code im.fanout}
     * @param maxEntries  most inbox entries of one part: what the Inbox stage writes in one go
     * @param maxRecordBytes most bytes of one record, by estimate: Kafka refuses more than 1 MiB
     */
    public record Limits(int partitions, int maxEntries, int maxRecordBytes) {}

    private FanoutPlan(Limits limits) {
        this.limits = limits;
    }

    /**
     * The parts, each a record per inbox partition.
     *
     * @param rosters of every group among the messages
     */
    public static List<List<Outgoing<Fanout>>> of(
            List<Message> messages,
            List<Rejection> rejections,
            Map<Conversation.Group, Roster> rosters,
            Limits limits) {
        FanoutPlan plan = new FanoutPlan(limits);
        messages.forEach(message -> plan.add(message, Receivers.of(message, group -> roster(group, rosters))));
        rejections.forEach(plan::add);
        plan.close();
        return plan.parts;
    }

    private static Roster roster(Conversation.Group group, Map<Conversation.Group, Roster> rosters) {
        return Objects.requireNonNull(rosters.get(group), "every group has its roster");
    }

    private void add(Message message, List<UserId> receivers) {
        int size = estimate(message);
        Map<Integer, List<UserId>> byPartition =
                receivers.stream().collect(Collectors.groupingBy(this::partition, TreeMap::new, Collectors.toList()));
        byPartition.forEach((partition, users) -> {
            for (int done = 0; done < users.size(); ) {
                Share share = share(partition, size);
                int count = Math.min(users.size() - done, limits.maxEntries - entries);
                share.add(new Delivery(message, users.subList(done, done + count)), size);
                entries += count;
                done += count;
            }
        });
    }

    private void add(Rejection rejection) {
        share(partition(rejection.sender()), REJECTION_BYTES).add(rejection);
    }

    /** The open record of this partition; a new part where this one has no room for as much as one more receiver. */
    private Share share(int partition, int size) {
        Share open = shares.get(partition);
        boolean full = open != null && open.bytes + size + RECEIVERS_BYTES > limits.maxRecordBytes;
        if (full || entries >= limits.maxEntries) {
            close();
        }
        return shares.computeIfAbsent(partition, absent -> new Share());
    }

    private void close() {
        if (shares.isEmpty()) {
            return;
        }
        List<Outgoing<Fanout>> part = new ArrayList<>(shares.size());
        shares.forEach((partition, share) ->
                part.add(new Outgoing<>(Topic.FANOUT, partition, "f" + partition, share.record())));
        parts.add(part);
        shares = new TreeMap<>();
        entries = 0;
    }

    private int partition(UserId user) {
        return Partitions.of(user.value(), limits.partitions);
    }

    /** Ids, numbers and field tags of an envelope beside its body. */
    private static final int OVERHEAD_BYTES = 1024;

    private static final int REJECTION_BYTES = 256;
    /** Room for the receivers of a part: 2,000 ids of 64 bytes would be all in one partition at worst. */
    private static final int RECEIVERS_BYTES = 128 * 1024;

    private static int estimate(Message message) {
        return message.envelope().content().bodyBytes()
                + message.envelope().extras().ex().length() * 3
                + OVERHEAD_BYTES;
    }

    /** What one partition gets of the open part. */
    private static final class Share {

        private final List<Delivery> deliveries = new ArrayList<>();
        private final List<Rejection> rejections = new ArrayList<>();
        private int bytes;

        void add(Delivery delivery, int size) {
            deliveries.add(delivery);
            bytes += size;
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
