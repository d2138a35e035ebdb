package io.fluxim.route;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Which nodes hold sessions of a user. A route expires unless renewed; absent means offline. May be lost at any time. */
public interface Routes {

    /** Registers or renews: these users have sessions at this node. Answers how many were not there (0: none was lost). */
    Mono<Long> renew(Collection<UserId> users, NodeId node);

    /** These users have no session at this node any more. */
    Mono<Void> remove(Collection<UserId> users, NodeId node);

    /**
     * The nodes of these users; who is offline is left out. The question is sent when it is subscribed, after what the same
     * application sent to Redis before: who raises a head first and asks second, without a wait between, finds every session
     * that may have read the lower head.
     */
    Mono<Map<UserId, Set<NodeId>>> find(Collection<UserId> users);
}
