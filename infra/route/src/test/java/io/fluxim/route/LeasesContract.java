package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What {@link Leases} guarantee. */
abstract class LeasesContract {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LONG = Duration.ofMinutes(5);

    /** Free ones for each test. */
    abstract Leases leases();

    /** Loses everything that {@link #leases} keep. */
    abstract void forget();

    @Test
    void givenFreeLease_whenAcquired_thenOthersWaitAndItsHolderExtends() {
        Leases leases = leases();

        assertThat(acquire(leases, "sweep", "a")).isTrue();
        assertThat(acquire(leases, "sweep", "b")).isFalse();
        assertThat(acquire(leases, "sweep", "a")).isTrue();
        assertThat(acquire(leases, "relay", "b")).isTrue();
    }

    @Test
    void givenHeldLease_whenReleasedByAnother_thenItStays() {
        Leases leases = leases();
        acquire(leases, "sweep", "a");

        leases.release("sweep", "b").block(SOON);
        assertThat(acquire(leases, "sweep", "b")).isFalse();

        leases.release("sweep", "a").block(SOON);
        assertThat(acquire(leases, "sweep", "b")).isTrue();
    }

    @Test
    void givenLeaseLost_whenAnotherTookIt_thenItsHolderLearns() {
        Leases leases = leases();
        acquire(leases, "sweep", "a");
        forget();
        acquire(leases, "sweep", "b");

        assertThat(acquire(leases, "sweep", "a")).isFalse();
    }

    @Test
    void givenManyAtOnce_whenAcquired_thenOneHolder() {
        Leases leases = leases();

        Long held = Flux.range(0, 50)
                .flatMap(n -> leases.acquire("sweep", "node" + n, LONG).subscribeOn(Schedulers.parallel()), 16)
                .filter(own -> own)
                .count()
                .block(SOON);

        assertThat(held).isEqualTo(1);
    }

    private static boolean acquire(Leases leases, String name, String holder) {
        return get(leases.acquire(name, holder, LONG));
    }

    private static boolean get(Mono<Boolean> answer) {
        return Objects.requireNonNull(answer.block(SOON));
    }
}
