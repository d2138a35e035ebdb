package io.fluxim.protocol;

/**
 * One of the two lines of a conversation: what seqs, heads, marks and floors belong to.
 *
 * <p>Its {@link #key} is what stores keep: the conversation's own key for talk, which has been there from the first release on,
 * and {@code n:} before it for notices. The Kafka key and the partition of both lines are the conversation's.
 */
public record ConversationLine(Conversation conversation, Line line) {

    private static final String NOTICES = "n:";

    /** The one written form of this line; at most 134 bytes of UTF-8. */
    public String key() {
        return line == Line.TALK ? conversation.key() : NOTICES + conversation.key();
    }

    /** Reads a {@link #key}; {@link InvalidInput} if it is none. */
    public static ConversationLine parse(String key) {
        return key.startsWith(NOTICES)
                ? new ConversationLine(Conversation.parse(key.substring(NOTICES.length())), Line.NOTICES)
                : new ConversationLine(Conversation.parse(key), Line.TALK);
    }

    @Override
    public String toString() {
        return key();
    }
}
