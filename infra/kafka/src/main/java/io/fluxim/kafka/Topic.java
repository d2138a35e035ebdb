package io.fluxim.kafka;

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

    /** What access has accepted; key = conversation. */
    public static final Topic<Envelope> ACCEPTED = new Topic<>("im.accepted", Codecs.ENVELOPE);
    /** The same, numbered: the replayable log; key = conversation. */
    public static final Topic<Message> SEQUENCED = new Topic<>("im.sequenced", Codecs.MESSAGE);
    /** Who receives what, one record per batch and inbox partition; partition = that of the inboxes. */
    public static final Topic<Fanout> FANOUT = new Topic<>("im.fanout", Codecs.FANOUT);
    /** Records that can never succeed. */
    public static final Topic<DeadLetter> DEAD_LETTER = new Topic<>("im.dead-letter", Codecs.DEAD_LETTER);
}
