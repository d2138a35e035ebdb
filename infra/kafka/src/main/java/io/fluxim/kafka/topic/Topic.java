package io.fluxim.kafka.topic;

import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.Codec;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.protocol.topic.Fanout;

/**
 * A topic and what its records hold. Partitions are always chosen by {@link io.fluxim.protocol.Partitions}, never by
 * Kafka's partitioner.
 *
 * @param name  in Kafka
 * @param codec of its values
 * @param <T>   its values
 */
public record Topic<T>(String name, Codec<T> codec) {

    /** Bytes of the largest record, key and value, of every topic but that of dead letters. Flows stay under 512 KiB. */
    public static final int MAX_RECORD = 2 << 20;
    /**
     * Bytes of the largest batch that a broker takes, but for dead letters. More than the producer sends, so that it is always
     * the producer that refuses, and only that record: where the broker refuses a batch, the producer splits and retries it
     * without end, and its neighbours wait.
     */
    public static final int MAX_BATCH = MAX_RECORD + (64 << 10);
    /** A dead letter carries a foreign record whole, which is as large as a topic takes it, and says where it comes from. */
    public static final int MAX_DEAD_LETTER = MAX_RECORD + (192 << 10);

    /** What access has accepted; key = conversation. */
    public static final Topic<Envelope> ACCEPTED = new Topic<>("im.accepted", Codecs.ENVELOPE);
    /** The same, numbered: the replayable log; key = conversation. */
    public static final Topic<Message> SEQUENCED = new Topic<>("im.sequenced", Codecs.MESSAGE);
    /** Who receives what, one record per batch and inbox partition; partition = that of the inboxes. */
    public static final Topic<Fanout> FANOUT = new Topic<>("im.fanout", Codecs.FANOUT);
    /** Records that can never succeed. */
    public static final Topic<DeadLetter> DEAD_LETTER = new Topic<>("im.dead-letter", Codecs.DEAD_LETTER);
}
