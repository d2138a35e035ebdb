package io.fluxim.access.gate.limit;

import io.fluxim.protocol.UserId;
import java.util.Optional;

/** How many connections there may be at once: at this node, from one address, of one user; also those that still shake hands. */
public final class ConnectionLimiter {

    /** What becomes of a request for a seat. */
    public sealed interface Entry {

        record Given(ConnectionPermit seat) implements Entry {}

        record Refused(LimitExceeded why) implements Entry {}
    }

    private enum Here {
        NODE
    }

    private final ConnectionCount<Here> node;
    private final ConnectionCount<ClientAddress> addresses;
    private final ConnectionCount<UserId> users;

    public ConnectionLimiter(LimitsProperties limits, LimitMeters meters) {
        this.node = new ConnectionCount<>(Limit.NODE_CONNECTIONS, limits.node().connections(), meters);
        this.addresses = new ConnectionCount<>(
                Limit.ADDRESS_CONNECTIONS, limits.address().connections(), meters);
        this.users = new ConnectionCount<>(Limit.USER_CONNECTIONS, limits.user().connections(), meters);
    }

    /** A seat for one who comes from there, or why there is none. */
    public Entry enter(ClientAddress address) {
        Optional<LimitExceeded> full = node.enter(Here.NODE);
        if (full.isPresent()) {
            return new Entry.Refused(full.get());
        }
        Optional<LimitExceeded> crowded = addresses.enter(address);
        if (crowded.isPresent()) {
            node.leave(Here.NODE);
            return new Entry.Refused(crowded.get());
        }
        return new Entry.Given(new ConnectionPermit(this, address));
    }

    /** ConnectionLimiter that are not free. */
    public int occupied() {
        return node.of(Here.NODE);
    }

    /** Addresses and users that are counted now: never more than two for each seat. */
    int keys() {
        return addresses.keys() + users.keys();
    }

    Optional<LimitExceeded> enter(UserId user) {
        return users.enter(user);
    }

    void leave(ClientAddress address, Optional<UserId> user) {
        user.ifPresent(users::leave);
        addresses.leave(address);
        node.leave(Here.NODE);
    }
}
