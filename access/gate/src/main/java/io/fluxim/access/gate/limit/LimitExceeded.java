package io.fluxim.access.gate.limit;

/** Too much at once: nothing was done, and the same may succeed later. Known and counted where it arises; not logged. */
public final class LimitExceeded extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Limit limit;
    private final long retryAfterMs;

    LimitExceeded(Limit limit, long retryAfterMs) {
        super(limit.sentence(), null, false, false);
        this.limit = limit;
        this.retryAfterMs = retryAfterMs;
    }

    public Limit limit() {
        return limit;
    }

    /** Milliseconds after which it is worth trying again; at least 1. */
    public long retryAfterMs() {
        return retryAfterMs;
    }
}
