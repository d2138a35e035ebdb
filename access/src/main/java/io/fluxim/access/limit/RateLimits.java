package io.fluxim.access.limit;

import io.fluxim.protocol.UserId;
import io.github.bucket4j.TimeMeter;

/** How often who may ask for what. Counted by this node alone, and against a clock that does not jump. */
public final class RateLimits {

    private final TimeMeter time;
    private final LimitMeters meters;
    private final int remembered;

    private final Budgets<UserId> sends;
    private final Budgets<UserId> calls;
    private final Budgets<UserId> adminCalls;
    private final Budgets<ClientAddress> handshakes;
    private final Budgets<ClientAddress> logins;
    private final Budgets<ClientAddress> badTokens;
    private final Budgets<ClientAddress> badSecrets;

    public RateLimits(LimitsProperties limits, TimeMeter time, LimitMeters meters) {
        this.time = time;
        this.meters = meters;
        this.remembered = limits.remembered();
        this.sends = budgets(Limit.SENDS, limits.user().sends());
        this.calls = budgets(Limit.CALLS, limits.user().calls());
        this.adminCalls = budgets(Limit.ADMIN_CALLS, limits.admin().calls());
        this.handshakes = budgets(Limit.HANDSHAKES, limits.address().handshakes());
        this.logins = budgets(Limit.LOGINS, limits.address().logins());
        this.badTokens = budgets(Limit.BAD_TOKENS, limits.address().badTokens());
        this.badSecrets = budgets(Limit.BAD_SECRETS, limits.address().badSecrets());
    }

    /** Messages of a user over all his connections. */
    public Budgets<UserId> sends() {
        return sends;
    }

    /** HTTP calls of a user. */
    public Budgets<UserId> calls() {
        return calls;
    }

    /** HTTP calls of the administrator, who is the app's server. */
    public Budgets<UserId> adminCalls() {
        return adminCalls;
    }

    /** Requests for a WebSocket. */
    public Budgets<ClientAddress> handshakes() {
        return handshakes;
    }

    /** Calls that make or examine a token. */
    public Budgets<ClientAddress> logins() {
        return logins;
    }

    /** Tokens that proved nothing, wherever they were shown. */
    public Budgets<ClientAddress> badTokens() {
        return badTokens;
    }

    /** Wrong guesses of the administrator's secret. */
    public Budgets<ClientAddress> badSecrets() {
        return badSecrets;
    }

    /** A budget of its own, for what ends with its connection. The rate is not unlimited. */
    public Budget budget(Limit limit, Rate rate) {
        return new Budget(limit, rate.bucket(time), meters);
    }

    private <K> Budgets<K> budgets(Limit limit, Rate rate) {
        return new Budgets<>(rate, () -> budget(limit, rate), remembered, time::currentTimeNanos);
    }
}
