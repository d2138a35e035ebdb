package io.fluxim.access.gate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.logic.Platform;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AuthenticatorTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.500Z");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final UserId ANN = new UserId("ann");

    private final InMemoryCutoffs cutoffs = new InMemoryCutoffs();
    private final Authenticator here = at(NOW);

    @Test
    void givenToken_whenRevoked_thenRefused() {
        String written = issued(here).written();
        verify(here.revoke(ANN, Platform.WEB));
        refused(here.authenticate(written), ErrorCode.TOKEN_REVOKED);
    }

    @Test
    void givenRevocation_whenTokenIssuedInTheSameMillisecond_thenServes() {
        verify(here.revoke(ANN, Platform.WEB));
        Authenticator.Issued issued = issued(here);
        StepVerifier.create(here.authenticate(issued.written()))
                .expectNext(issued.token())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenCutoffInTheFuture_whenIssued_thenAboveIt() {
        long future = NOW.plusSeconds(3600).toEpochMilli();
        verify(cutoffs.raise(new Token(ANN, Platform.WEB, 0, 0).login(), future));
        assertThat(issued(here).token().issuedAt()).isEqualTo(future + 1);
    }

    @Test
    void givenRepeatedRevocations_whenTokensIssuedBetween_thenEachRevokesAllBefore() {
        for (int round = 0; round < 3; round++) {
            String written = issued(here).written();
            verify(here.revoke(ANN, Platform.WEB));
            refused(here.authenticate(written), ErrorCode.TOKEN_REVOKED);
        }
    }

    @Test
    void givenIssuerWhoseClockIsAhead_whenRevokedElsewhere_thenRevoked() {
        String written = issued(at(NOW.plusSeconds(4))).written();
        verify(here.revoke(ANN, Platform.WEB));
        refused(here.authenticate(written), ErrorCode.TOKEN_REVOKED);
    }

    @Test
    void givenRevocationOfOnePlatform_whenOtherPlatform_thenServes() {
        verify(here.revoke(ANN, Platform.IOS));
        StepVerifier.create(here.authenticate(issued(here).written()))
                .expectNextCount(1)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenOpenSessions_whenRechecked_thenRevokedAndExpiredAreFound() {
        Token good = issued(here).token();
        Token revoked = new Token(new UserId("bob"), Platform.WEB, NOW.toEpochMilli(), good.expiresAt());
        Token expired = new Token(new UserId("eve"), Platform.WEB, NOW.toEpochMilli(), NOW.toEpochMilli());
        verify(here.revoke(revoked.user(), Platform.WEB));
        StepVerifier.create(here.recheck(List.of(good, revoked, expired, expired)))
                .expectNext(Map.of(revoked, ErrorCode.TOKEN_REVOKED, expired, ErrorCode.TOKEN_EXPIRED))
                .expectComplete()
                .verify(PATIENCE);
    }

    private Authenticator at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        AuthProperties properties = new AuthProperties("k".repeat(32), Duration.ofDays(1), Duration.ofSeconds(5));
        return new Authenticator(new TokenSigner(properties, clock), cutoffs, properties, clock);
    }

    private static Authenticator.Issued issued(Authenticator authenticator) {
        return authenticator.issue(ANN, Platform.WEB).block(PATIENCE);
    }

    private static void verify(Mono<Long> raised) {
        StepVerifier.create(raised).expectNextCount(1).expectComplete().verify(PATIENCE);
    }

    private static void refused(Mono<Token> authenticated, ErrorCode code) {
        StepVerifier.create(authenticated)
                .expectErrorSatisfies(e -> assertThat(((TokenRefused) e).code()).isEqualTo(code))
                .verify(PATIENCE);
    }
}
