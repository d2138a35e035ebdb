package io.fluxim.access.gate.auth;

import io.fluxim.access.logic.Platform;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Who may come in, and who may stay: tokens against the cut-offs of their logins.
 *
 * <p>A token's issue time is above the cut-off that stood when it was issued, and revoking raises the cut-off above the
 * time of every token issued so far, also by a node whose clock is ahead. So neither a clock nor a flush revives a token.
 */
public final class Authenticator {

    private final TokenSigner signer;
    private final Cutoffs cutoffs;
    private final AuthProperties properties;
    private final Clock clock;

    public Authenticator(TokenSigner signer, Cutoffs cutoffs, AuthProperties properties, Clock clock) {
        this.signer = signer;
        this.cutoffs = cutoffs;
        this.properties = properties;
        this.clock = clock;
    }

    /** A new token, in its written form. */
    public record Issued(String written, Token token) {

        /** Without the written form, which lets its reader be the user. */
        @Override
        public String toString() {
            return "Issued[token=" + token + "]";
        }
    }

    /** Makes a token that is valid from now on, whatever was revoked before. */
    public Mono<Issued> issue(UserId user, Platform platform) {
        return cutoffs.now(new Cutoffs.Login(user, platform.number())).map(cutoff -> issued(user, platform, cutoff));
    }

    /** The token behind these characters; {@link TokenRefused}, or the directory's error where it cannot answer. */
    public Mono<Token> authenticate(String written) {
        return Mono.fromCallable(() -> signer.verify(written))
                .flatMap(token -> cutoffs.of(token.login()).map(cutoff -> unrevoked(token, cutoff)));
    }

    /** Those of these tokens that serve no longer, each with the reason. One look-up for all. */
    public Mono<Map<Token, ErrorCode>> recheck(Collection<Token> tokens) {
        return cutoffs.of(tokens.stream().map(Token::login).collect(Collectors.toSet()))
                .map(found -> tokens.stream()
                        .distinct()
                        .filter(token -> verdict(token, found).isPresent())
                        .collect(Collectors.toMap(
                                Function.identity(),
                                token -> verdict(token, found).orElseThrow())));
    }

    /** Revokes every token of this login that has been issued; later ones are valid. Answers the cut-off. */
    public Mono<Long> revoke(UserId user, Platform platform) {
        Cutoffs.Login login = new Cutoffs.Login(user, platform.number());
        return cutoffs.now(login).flatMap(last -> cutoffs.raise(login, Math.max(ahead(), last + 1)));
    }

    private Issued issued(UserId user, Platform platform, long cutoff) {
        long issuedAt = Math.max(clock.millis(), cutoff + 1);
        long seconds = Duration.ofMillis(issuedAt).plus(properties.ttl()).toSeconds();
        Token token = new Token(user, platform, issuedAt, seconds * 1000);
        return new Issued(signer.sign(token), token);
    }

    private Optional<ErrorCode> verdict(Token token, Map<Cutoffs.Login, Long> found) {
        if (token.revokedBy(found.getOrDefault(token.login(), Cutoffs.NONE))) {
            return Optional.of(ErrorCode.TOKEN_REVOKED);
        }
        return token.expiredAt(clock.instant()) ? Optional.of(ErrorCode.TOKEN_EXPIRED) : Optional.empty();
    }

    private static Token unrevoked(Token token, long cutoff) {
        if (token.revokedBy(cutoff)) {
            throw new TokenRefused(ErrorCode.TOKEN_REVOKED);
        }
        return token;
    }

    private long ahead() {
        return clock.millis() + properties.skew().toMillis();
    }
}
