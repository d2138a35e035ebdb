package io.fluxim.access.auth;

import io.fluxim.access.limit.Budgets;
import io.fluxim.access.limit.ClientAddress;
import io.fluxim.access.limit.LimitExceeded;
import reactor.core.publisher.Mono;

/** Where tokens are shown: whoever comes with too many that prove nothing is not listened to for a while. */
public final class TokenDoor {

    private final Authenticator authenticator;
    private final Budgets<ClientAddress> badTokens;

    public TokenDoor(Authenticator authenticator, Budgets<ClientAddress> badTokens) {
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
