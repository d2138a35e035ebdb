package io.fluxim.directory.group;

import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.List;

/** What a {@link GroupRule} has decided. Without users nothing is left to do. */
public sealed interface GroupDecision {

    /** Of the event that tells it. */
    MessageType type();

    List<UserId> users();

    /** They become plain members. */
    record Join(MessageType type, List<UserId> users) implements GroupDecision {

        public Join {
            users = List.copyOf(users);
        }
    }

    /** They are members no more. */
    record Leave(MessageType type, List<UserId> users) implements GroupDecision {

        public Leave {
            users = List.copyOf(users);
        }
    }
}
