package io.fluxim.route;

import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Which nodes hold sessions of a user. A route expires unless renewed; absent means offline. May be lost at any time. */
public interface Routes {

    /** Registers or renews: these users have sessions at this route. Answers how many were not there (0: none was lost). */
    Mono<Long> renew(Collection<UserId> users, Route route);

    /** These users have no session at this route any more. */
    Mono<Void> remove(Collection<UserId> users, Route route);

    /** The routes of these users; who is offline is left out. */
    Mono<Map<UserId, Set<Route>>> find(Collection<UserId> users);
}
