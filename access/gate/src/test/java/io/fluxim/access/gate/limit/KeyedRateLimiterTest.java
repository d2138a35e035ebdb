package io.fluxim.access.gate.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeyedRateLimiterTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");

    private final TestTime time = new TestTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void givenBurst_whenItIsUsedUp_thenTheRateDecidesAndTheRefusalSaysWhen() {
        KeyedRateLimiter<UserId> sends = sends("user.sends-per-second=2", "user.send-burst=3");
        for (int i = 0; i < 3; i++) {
            assertThat(sends.take(ANN)).isEmpty();
        }
        LimitExceeded refused = sends.take(ANN).orElseThrow();
        assertThat(refused.limit()).isEqualTo(Limit.SENDS);
        assertThat(refused.retryAfterMs()).isBetween(500L, 501L);
        time.add(Duration.ofMillis(refused.retryAfterMs()));
        assertThat(sends.take(ANN)).isEmpty();
        assertThat(sends.take(ANN)).isPresent();
    }

    @Test
    void givenOneUserOverHisRate_whenAnotherAsks_thenServed() {
        KeyedRateLimiter<UserId> sends = sends("user.sends-per-second=1", "user.send-burst=1");
        assertThat(sends.take(ANN)).isEmpty();
        assertThat(sends.take(ANN)).isPresent();
        assertThat(sends.take(BOB)).isEmpty();
    }

    @Test
    void givenSilence_whenTheBurstIsBack_thenNotMoreThanTheBurst() {
        KeyedRateLimiter<UserId> sends = sends("user.sends-per-second=1", "user.send-burst=2");
        sends.take(ANN);
        time.add(Duration.ofHours(1));
        assertThat(sends.take(ANN)).isEmpty();
        assertThat(sends.take(ANN)).isEmpty();
        assertThat(sends.take(ANN)).isPresent();
    }

    @Test
    void givenWeights_whenTaken_thenEachCostsItsWeightAndMoreThanTheBurstCostsAllOfIt() {
        KeyedRateLimiter<UserId> deliveries = rates("user.deliveries-per-second=100", "user.delivery-burst=1000")
                .deliveries();
        assertThat(deliveries.take(ANN, 600)).isEmpty();
        assertThat(deliveries.take(ANN, 400)).isEmpty();
        assertThat(deliveries.take(ANN, 200).orElseThrow().retryAfterMs()).isBetween(2000L, 2001L);
        assertThat(deliveries.take(BOB, 5000)).as("more than can ever be saved").isEmpty();
        assertThat(deliveries.take(BOB, 1)).isPresent();
        time.add(Duration.ofSeconds(2));
        assertThat(deliveries.take(ANN, 200)).isEmpty();
    }

    @Test
    void givenZero_whenTaken_thenNeverRefusedAndNobodyIsRemembered() {
        KeyedRateLimiter<UserId> sends = sends("user.sends-per-second=0");
        for (int i = 0; i < 10_000; i++) {
            assertThat(sends.take(ANN)).isEmpty();
        }
        assertThat(sends.remembered()).isZero();
    }

    @Test
    void givenManyUsers_whenMoreThanAreRemembered_thenTheOthersAreForgotten() {
        KeyedRateLimiter<UserId> sends = sends("remembered=1000");
        for (int i = 0; i < 20_000; i++) {
            sends.take(new UserId("user" + i));
        }
        assertThat(sends.remembered()).isEqualTo(1000);
    }

    @Test
    void givenUsersThatHaveGone_whenTheirBudgetsWouldBeFull_thenForgotten() {
        KeyedRateLimiter<UserId> sends = sends();
        sends.take(ANN);
        assertThat(sends.remembered()).isEqualTo(1);
        time.add(Duration.ofMinutes(1));
        assertThat(sends.remembered()).isZero();
    }

    @Test
    void givenSlowRate_whenTimePasses_thenRememberedUntilItIsFull() {
        Rate slow = new Rate(1, Duration.ofMinutes(1), 10);
        assertThat(slow.memory()).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void givenCharges_whenLooked_thenRefusedOnlyOnceAllIsGone() {
        RateLimits rates = rates("address.bad-secrets-per-minute=2");
        ClientAddress from = new ClientAddress("10.0.0.1");
        assertThat(rates.badSecrets().look(from)).isEmpty();
        rates.badSecrets().charge(from);
        assertThat(rates.badSecrets().look(from)).isEmpty();
        rates.badSecrets().charge(from);
        assertThat(rates.badSecrets().look(from).orElseThrow().retryAfterMs()).isBetween(30_000L, 30_001L);
        rates.badSecrets().charge(from);
        time.add(Duration.ofSeconds(30));
        assertThat(rates.badSecrets().look(from)).isEmpty();
    }

    @Test
    void givenRefusals_whenCounted_thenByLimitAndZerosToo() {
        KeyedRateLimiter<UserId> sends = sends("user.sends-per-second=1", "user.send-burst=1");
        sends.take(ANN);
        sends.take(ANN);
        sends.take(ANN);
        for (Limit limit : Limit.values()) {
            assertThat(registry.get("im.access.limited")
                            .tag("limit", limit.tag())
                            .counter()
                            .count())
                    .as(limit.tag())
                    .isEqualTo(limit == Limit.SENDS ? 2 : 0);
        }
    }

    @Test
    void givenLimits_whenOneIsExceeded_thenItsCodeIsATemporaryOne() {
        assertThat(Limit.values()).allMatch(limit -> limit.code().temporary());
    }

    private KeyedRateLimiter<UserId> sends(String... keys) {
        return rates(keys).sends();
    }

    private RateLimits rates(String... keys) {
        return new RateLimits(TestLimits.properties(keys), time, new LimitMeters(registry));
    }
}
