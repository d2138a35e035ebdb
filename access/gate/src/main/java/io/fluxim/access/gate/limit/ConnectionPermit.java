package io.fluxim.access.gate.limit;

import io.fluxim.protocol.UserId;
import java.util.Optional;

/**
 * The place of one connection among those of its node, its address and its user, from the first byte of its handshake to
 * its end. Who opens the connection has it from then on. Given back once; further calls do nothing.
 */
public final class ConnectionPermit {

    private enum State {
        HELD,
        TAKEN,
        FREE
    }

    private final ConnectionLimiter seats;
    private final ClientAddress address;
    /** Guarded by this. */
    private State state = State.HELD;
    /** Guarded by this: known once the token was. */
    private Optional<UserId> user = Optional.empty();

    ConnectionPermit(ConnectionLimiter seats, ClientAddress address) {
        this.seats = seats;
        this.address = address;
    }

    /** Counts it as this user's, unless they have as many as they may. Called once. */
    public synchronized Optional<LimitExceeded> of(UserId user) {
        if (state != State.HELD) {
            return Optional.empty();
        }
        Optional<LimitExceeded> refused = seats.enter(user);
        if (refused.isEmpty()) {
            this.user = Optional.of(user);
        }
        return refused;
    }

    /** The connection opens: its end gives the seat back. False where it was given back already, and must not open. */
    public synchronized boolean take() {
        if (state != State.HELD) {
            return false;
        }
        state = State.TAKEN;
        return true;
    }

    /** The handshake is over, whatever came of it. */
    public synchronized void releaseUnlessTaken() {
        if (state == State.HELD) {
            release();
        }
    }

    /** The connection has ended. */
    public synchronized void release() {
        if (state != State.FREE) {
            state = State.FREE;
            seats.leave(address, user);
        }
    }
}
