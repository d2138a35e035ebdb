package io.fluxim.inbox.members;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.function.Function;

/**
 * Who is to have a message: one rule for planning deliveries, auditing inboxes and making them anew. Pure, and the same
 * at every replay.
 */
public final class Receivers {

    private Receivers() {}

    /**
     * The users of a conversation that nobody joins or leaves; of a group those who are members at the message's seq.
     *
     * @param rosters of a group
     */
    public static List<UserId> of(Message message, Function<Conversation.Group, Roster> rosters) {
        return message.conversation() instanceof Conversation.Fixed fixed
                ? fixed.users()
                : rosters.apply((Conversation.Group) message.conversation())
                        .at(message.seq().value());
    }
}
