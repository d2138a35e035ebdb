package io.fluxim.access.gate.limit;

import io.fluxim.protocol.UserId;
import io.github.bucket4j.TimeMeter;

/** How often who may ask for what. Counted by this node alone, and against a clock that does not jump. */
public final class RateLimits {

    private final TimeMeter time;
    private final LimitMeters meters;
    private final int remembered;

    private final KeyedRateLimiter<UserId> sends;
    private final KeyedRateLimiter<UserId> deliveries;
    private final KeyedRateLimiter<UserId> memberChanges;
    private final KeyedRateLimiter<UserId> calls;
    private final KeyedRateLimiter<UserId> adminCalls;
    private final KeyedRateLimiter<ClientAddress> handshakes;
    private final KeyedRateLimiter<ClientAddress> logins;
    private final KeyedRateLimiter<ClientAddress> badTokens;
    private final KeyedRateLimiter<ClientAddress> badSecrets;

    public RateLimits(LimitsProperties limits, TimeMeter time, LimitMeters meters) {
        this.time = time;
        this.meters = meters;
        this.remembered = limits.remembered();
        this.sends = budgets(Limit.SENDS, limits.user().sends());
        this.deliveries = budgets(Limit.DELIVERIES, limits.user().deliveries());
        this.memberChanges = budgets(Limit.MEMBER_CHANGES, limits.user().memberChanges());
        this.calls = budgets(Limit.CALLS, limits.user().calls());
        this.adminCalls = budgets(Limit.ADMIN_CALLS, limits.admin().calls());
        this.handshakes = budgets(Limit.HANDSHAKES, limits.address().handshakes());
        this.logins = budgets(Limit.LOGINS, limits.address().logins());
        this.badTokens = budgets(Limit.BAD_TOKENS, limits.address().badTokens());
        this.badSecrets = budgets(Limit.BAD_SECRETS, limits.address().badSecrets());
    }

    /** Messages of a user over all their connections. */
    public KeyedRateLimiter<UserId> sends() {
        return sends;
    }

    /** Receivers of a user's messages: what the messages cost. */
    public KeyedRateLimiter<UserId> deliveries() {
        return deliveries;
    }

    /** Users whom a user brings into groups and removes from them. */
    public KeyedRateLimiter<UserId> memberChanges() {
        return memberChanges;
    }

    /** HTTP calls of a user. */
    public KeyedRateLimiter<UserId> calls() {
        return calls;
    }

    /** HTTP calls of the administrator, who is the app's server. */
    public KeyedRateLimiter<UserId> adminCalls() {
        return adminCalls;
    }

    /** Requests for a WebSocket. */
    public KeyedRateLimiter<ClientAddress> handshakes() {
        return handshakes;
    }

    /** Calls that make or examine a token. */
    public KeyedRateLimiter<ClientAddress> logins() {
        return logins;
    }

    /** Tokens that proved nothing, wherever they were shown. */
    public KeyedRateLimiter<ClientAddress> badTokens() {
        return badTokens;
    }

    /** Wrong guesses of the administrator's secret. */
    public KeyedRateLimiter<ClientAddress> badSecrets() {
        return badSecrets;
    }

    /** A budget of its own, for what ends with its connection. The rate is not unlimited. */
    public RateLimiter budget(Limit limit, Rate rate) {
        return new RateLimiter(limit, rate, time, meters);
    }

    private <K> KeyedRateLimiter<K> budgets(Limit limit, Rate rate) {
        return new KeyedRateLimiter<>(rate, () -> budget(limit, rate), remembered, time::currentTimeNanos);
    }
}
