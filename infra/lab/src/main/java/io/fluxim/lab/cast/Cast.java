package io.fluxim.lab.cast;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.PromiseCheck;
import java.util.List;

/** Some people, as the evidence needs them: who they are, where they talk, and what they sent and saw. */
public interface Cast {

    List<UserId> users();

    /** Every conversation that there may be. */
    List<Conversation> conversations();

    /** The position up to which this user has everything. */
    long position(UserId user);

    /** Tells the check what everybody sent and saw. */
    void tell(PromiseCheck check, Membership membership);
}
