package io.fluxim.audit;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;

/** How much is looked at; the readers' offsets always are. */
public sealed interface Scope {

    /** Every conversation that has messages, then every inbox that has entries. */
    record Everything() implements Scope {}

    /** These only. */
    record Named(List<Conversation> conversations, List<UserId> users) implements Scope {

        public Named {
            conversations = List.copyOf(conversations);
            users = List.copyOf(users);
        }
    }

    /**
     * Some at random.
     *
     * @param each how many conversations, and how many inboxes; at least 1
     */
    record Sample(int each) implements Scope {

        public Sample {
            if (each < 1) {
                throw new IllegalArgumentException("a sample must be of at least 1, was " + each);
            }
        }
    }
}
