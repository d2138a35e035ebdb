package io.fluxim.directory.group;

import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.util.Collection;

/**
 * One kind of change of a group: who may make it, and what it does. A pure function of what the group is under the lock of its
 * row, so that nobody uses a right that was taken meanwhile.
 */
public interface GroupRule {

    /** In whose name the change's event is told. */
    UserId operator();

    /** Whose membership the decision needs. */
    Collection<UserId> asks();

    /** What is to be done; {@link InvalidInput} where it may not be, and nothing is done. */
    GroupDecision decide(GroupSnapshot group);
}
