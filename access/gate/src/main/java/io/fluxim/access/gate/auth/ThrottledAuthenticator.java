package io.fluxim.access.gate.auth;

import io.fluxim.access.gate.limit.ClientAddress;
import io.fluxim.access.gate.limit.KeyedRateLimiter;
import io.fluxim.access.gate.limit.LimitExceeded;
import reactor.core.publisher.Mono;

/** Where tokens are shown: a client that comes with too many that prove nothing is not listened to for a while. */
public final class ThrottledAuthenticator {

    private final Authenticator authenticator;
    private final KeyedRateLimiter<ClientAddress> badTokens;

    public ThrottledAuthenticator(Authenticator authenticator, KeyedRateLimiter<ClientAddress> badTokens) {
        this.authenticator = authenticator;
        this.badTokens = badTokens;
    }

    /** As {@link Authenticator#authenticate}, or {@link LimitExceeded} before the token is looked at. */
    public Mono<Token> authenticate(ClientAddress from, String written) {
        return Mono.defer(() -> badTokens
                .look(from)
                .<Mono<Token>>map(Mono::error)
                .orElseGet(() -> authenticator
                        .authenticate(written)
                        .doOnError(TokenRefused.class, refused -> badTokens.charge(from))));
    }
}
