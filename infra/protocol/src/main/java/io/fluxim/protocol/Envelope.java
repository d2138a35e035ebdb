package io.fluxim.protocol;

/**
 * An immutable message as it is accepted: everything but its place and its time, which the log gives it.
 *
 * @param id           the idempotency key
 * @param clientMsgId  what the sender calls it
 * @param sender       who sent it; for a membership event, who made the change
 * @param conversation where it belongs
 * @param content      what it says
 * @param extras       what travels along
 * @param change       for a membership event, who joined and left; else {@link MembershipChange#NONE}
 */
public record Envelope(
        MessageId id,
        String clientMsgId,
        UserId sender,
        Conversation conversation,
        Content content,
        Extras extras,
        MembershipChange change) {

    /** Bytes of UTF-8 of a {@code clientMsgId}; the SDKs of OpenIM use 32. */
    public static final int MAX_CLIENT_MSG_ID_BYTES = 128;

    /** A message of a user. */
    public static Envelope of(
            UserId sender, Conversation conversation, String clientMsgId, Content content, Extras extras) {
        MessageId id = MessageId.of(sender, conversation, clientMsgId);
        return new Envelope(id, clientMsgId, sender, conversation, content, extras, MembershipChange.NONE);
    }

    /** Whether it changes who the members are. */
    public boolean changesMembers() {
        return !change.isEmpty();
    }
}
