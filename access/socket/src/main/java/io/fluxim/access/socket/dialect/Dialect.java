package io.fluxim.access.socket.dialect;

import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.frame.Frame;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A wire protocol. A session speaks one, which its handshake chose. A dialect has one instance and no state; every method may be
 * called from any thread.
 */
public interface Dialect {

    /** A message at its place in one inbox. */
    record Placed(Position position, PerDialect<byte[]> message) {}

    /**
     * What a client said in a text frame. Never fails: whatever it is, there is an answer.
     *
     * @param frame not kept
     * @param from  the sender's installation and platform, which travel with what they send
     */
    Decoded text(ByteBuffer frame, Extras from);

    /** The same for a binary frame. */
    Decoded binary(ByteBuffer frame, Extras from);

    /** Any frame. */
    EncodedFrame encode(Frame frame);

    /** The part of a pushed message that does not depend on the receiver. */
    byte[] share(Message message);

    /** A pushed {@code entries} frame around what is shared. */
    EncodedFrame push(List<Placed> entries, long head);
}
