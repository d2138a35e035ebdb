package io.fluxim.pipeline;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;

/** Messages to test with. */
public final class Sample {

    public static final UserId ANN = new UserId("ann");
    public static final UserId BOB = new UserId("bob");
    public static final UserId CAT = new UserId("cat");
    public static final Conversation.Group TEAM = new Conversation.Group(new GroupId("team"));
    public static final long AT = 1_700_000_000_000L;

    private Sample() {}

    public static Envelope direct(UserId from, UserId to, String id) {
        return text(from, Conversation.direct(from, to), id, id);
    }

    public static Envelope group(UserId from, String id) {
        return text(from, TEAM, id, id);
    }

    /** A text whose body differs from its id. */
    public static Envelope text(UserId from, Conversation conversation, String id, String text) {
        return envelope(from, conversation, id, text, MembershipChange.NONE);
    }

    /** A change of the group's members, made by {@link #ANN}. */
    public static Envelope change(String id, MembershipChange change) {
        return envelope(ANN, TEAM, id, id, change);
    }

    public static Message message(Envelope envelope, long seq) {
        return new Message(envelope, new Seq(seq), AT);
    }

    static Envelope envelope(UserId from, Conversation conversation, String id, String text, MembershipChange change) {
        MessageId messageId = MessageId.of(from, conversation, id);
        Content content = new Content(MessageType.TEXT, "\"" + text + "\"");
        return new Envelope(messageId, id, from, conversation, content, Extras.NONE, change);
    }
}
