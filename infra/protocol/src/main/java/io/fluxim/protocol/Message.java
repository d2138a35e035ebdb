package io.fluxim.protocol;

/**
 * A message with its place: what every stage after numbering, every store and every client sees.
 *
 * @param envelope what was accepted
 * @param seq      its place in its conversation
 * @param at       when it was accepted: its append time in {@code im.accepted}, Unix milliseconds
 */
public record Message(Envelope envelope, Seq seq, long at) {

    public MessageId id() {
        return envelope.id();
    }

    public Conversation conversation() {
        return envelope.conversation();
    }
}
