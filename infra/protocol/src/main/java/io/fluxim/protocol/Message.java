package io.fluxim.protocol;

/**
 * A message with its place: what every stage after numbering, every store and every client sees.
 *
 * @param envelope what was accepted
 * @param seq      its place in its line of its conversation
 * @param at       when it was accepted: its append time in {@code im.accepted}, Unix milliseconds
 * @param unknown  what a newer release says of it besides
 */
public record Message(Envelope envelope, Seq seq, long at, UnknownFields unknown) {

    /** One of which this release knows all. */
    public Message(Envelope envelope, Seq seq, long at) {
        this(envelope, seq, at, UnknownFields.NONE);
    }

    /** The message of a row of the history, whose other columns tell its body, seq and time. */
    public static Message withBody(byte[] written, String body, Seq seq, long at) {
        return EnvelopeMapper.withBody(written, body, seq, at);
    }

    /** What of it stands in a row of the history beside the body: read again by {@link #withBody}. */
    public byte[] withoutBody() {
        return EnvelopeMapper.withoutBody(this);
    }

    public MessageId id() {
        return envelope.id();
    }

    public Conversation conversation() {
        return envelope.conversation();
    }

    /** The line of its conversation in which its seq counts. */
    public ConversationLine line() {
        return envelope.line();
    }

    /** Its size as written: see {@link Envelope#bytes}. */
    public int bytes() {
        return PLACE_BYTES + envelope.bytes() + unknown.written().length;
    }

    /** Seq and time, and the tags of the fields. */
    private static final int PLACE_BYTES = 32;
}
