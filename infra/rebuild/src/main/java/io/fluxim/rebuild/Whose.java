package io.fluxim.rebuild;

import io.fluxim.protocol.UserId;
import java.util.Set;

/** Whose inboxes are made anew. */
public sealed interface Whose {

    /** Whether this user's is. */
    boolean has(UserId user);

    /** Those of all who have one, or should. */
    record Everybody() implements Whose {

        @Override
        public boolean has(UserId user) {
            return true;
        }
    }

    /** Those of a few. */
    record Only(Set<UserId> users) implements Whose {

        public Only {
            users = Set.copyOf(users);
        }

        @Override
        public boolean has(UserId user) {
            return users.contains(user);
        }
    }
}
