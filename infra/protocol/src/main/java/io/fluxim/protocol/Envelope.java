package io.fluxim.protocol;

/**
 * An immutable message as it is accepted: everything but its place and its time, which the log gives it.
 *
 * <p>It is written once, by its maker, and travels in that form through every topic and store: what a newer release has put
 * into it stays in it. Two are equal if all that this release knows of them is equal.
 */
public final class Envelope {

    /** Bytes of UTF-8 of a {@code clientMsgId}; the SDKs of OpenIM use 32. */
    public static final int MAX_CLIENT_MSG_ID_BYTES = 128;
    /** Most bytes, as written, of what a user's message has beside its body: ids and extras. */
    public static final int MAX_EXTRAS_BYTES = 16 * 1024;

    private final Fields fields;
    private final byte[] written;

    /** What this release knows of it. */
    record Fields(
            MessageId id,
            String clientMsgId,
            UserId sender,
            Conversation conversation,
            Content content,
            Extras extras,
            Effect effect) {}

    /**
     * @param id           the idempotency key, in the line that the effect names
     * @param clientMsgId  what the sender calls it
     * @param sender       who sent it; for an event, who made the change
     * @param conversation where it belongs
     * @param content      what it says
     * @param extras       what travels along
     * @param effect       what an event does; else {@link MembershipChange#NONE}
     */
    public Envelope(
            MessageId id,
            String clientMsgId,
            UserId sender,
            Conversation conversation,
            Content content,
            Extras extras,
            Effect effect) {
        this(new Fields(id, clientMsgId, sender, conversation, content, extras, effect));
    }

    private Envelope(Fields fields) {
        this(fields, EnvelopeMapper.write(fields));
    }

    Envelope(Fields fields, byte[] written) {
        this.fields = fields;
        this.written = written;
    }

    /**
     * A message of a user; {@link InvalidInput} if more travels beside its body than {@link #MAX_EXTRAS_BYTES}, or if its
     * operation id is longer than {@link Extras#MAX_OPERATION_ID_BYTES}.
     */
    public static Envelope of(
            UserId sender, Conversation conversation, String clientMsgId, Content content, Extras extras) {
        extras.checkOperationId();
        MessageId id = MessageId.of(sender, conversation, clientMsgId);
        Envelope envelope = new Envelope(id, clientMsgId, sender, conversation, content, extras, MembershipChange.NONE);
        int beside =
                envelope.bytes() <= MAX_EXTRAS_BYTES ? 0 : envelope.bytes() - content.bodyBytes(); // mostly not counted
        if (beside > MAX_EXTRAS_BYTES) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE,
                    "ex",
                    "must be, with options, atUsers, offlinePush and ids, at most " + MAX_EXTRAS_BYTES
                            + " bytes beside the body, was " + beside);
        }
        return envelope;
    }

    /** Reads what {@link #written} was; {@link InvalidInput} if it was none. */
    public static Envelope read(byte[] written) {
        return EnvelopeMapper.read(written);
    }

    public MessageId id() {
        return fields.id;
    }

    public String clientMsgId() {
        return fields.clientMsgId;
    }

    public UserId sender() {
        return fields.sender;
    }

    public Conversation conversation() {
        return fields.conversation;
    }

    /** The line of its conversation in which it stands. */
    public ConversationLine line() {
        return fields.conversation.line(fields.effect.line());
    }

    public Content content() {
        return fields.content;
    }

    public Extras extras() {
        return fields.extras;
    }

    public Effect effect() {
        return fields.effect;
    }

    /** Who joined and left by it; {@link MembershipChange#NONE} for everything but a change of members. */
    public MembershipChange change() {
        return fields.effect instanceof MembershipChange change ? change : MembershipChange.NONE;
    }

    /** Whether it changes who the members are. */
    public boolean changesMembers() {
        return !change().isEmpty();
    }

    /** As its maker wrote it, an {@code EnvelopeRecord}; not to be changed. */
    public byte[] written() {
        return written;
    }

    /** Its size wherever a batch, a record, a statement or a page is cut: body, extras and lists of members. */
    public int bytes() {
        return written.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Envelope envelope && fields.equals(envelope.fields);
    }

    @Override
    public int hashCode() {
        return fields.id.hashCode();
    }

    /** Without what it says, so that it may be logged. */
    @Override
    public String toString() {
        return "Envelope[id=" + fields.id + ", conversation=" + fields.conversation + "]";
    }
}
