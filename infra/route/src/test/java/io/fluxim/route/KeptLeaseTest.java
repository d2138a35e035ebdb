package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class KeptLeaseTest {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration TTL = Duration.ofSeconds(30);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Asked leases = new Asked();
    private final KeptLease lease = new KeptLease(leases, "work", "us", TTL, time);

    @Test
    void givenTaken_whenAskedBeforeAThirdHasPassed_thenRedisIsNotAsked() {
        assertThat(take()).isTrue();
        time.advanceTimeBy(Duration.ofSeconds(9));
        assertThat(held()).isTrue();
        assertThat(leases.asked).isEqualTo(1);
    }

    @Test
    void givenTaken_whenAThirdHasPassed_thenRenewed() {
        take();
        time.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(held()).isTrue();
        assertThat(leases.asked).isEqualTo(2);
    }

    @Test
    void givenAnotherHolder_whenAsked_thenNotOursAndAskedAgainAfterAThird() {
        leases.answer = () -> Mono.just(false);
        assertThat(held()).isFalse();
        assertThat(held()).isFalse();
        assertThat(leases.asked).isEqualTo(1);
        time.advanceTimeBy(Duration.ofSeconds(10));
        leases.answer = () -> Mono.just(true);
        assertThat(held()).isTrue();
    }

    @Test
    void givenRedisAway_whenAsked_thenOursUntilItsTimeHasPassed() {
        take();
        leases.answer = () -> Mono.error(new IllegalStateException("away"));
        time.advanceTimeBy(Duration.ofSeconds(29));
        assertThat(held()).isTrue();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThatThrownBy(this::held).hasMessage("away");
    }

    @Test
    void givenNotOurs_whenRedisGoesAway_thenAnError() {
        leases.answer = () -> Mono.just(false);
        held();
        time.advanceTimeBy(Duration.ofSeconds(10));
        leases.answer = () -> Mono.error(new IllegalStateException("away"));
        assertThatThrownBy(this::held).hasMessage("away");
    }

    @Test
    void givenReleased_whenAsked_thenRedisIsAskedAnew() {
        take();
        lease.release().block(SOON);
        held();
        assertThat(leases.asked).isEqualTo(2);
        assertThat(leases.released).isEqualTo(1);
    }

    private boolean take() {
        return Objects.requireNonNull(lease.take().block(SOON));
    }

    private boolean held() {
        return Objects.requireNonNull(lease.held().block(SOON));
    }

    private static final class Asked implements Leases {

        private int asked;
        private int released;
        private Supplier<Mono<Boolean>> answer = () -> Mono.just(true);

        @Override
        public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
            asked++;
            return answer.get();
        }

        @Override
        public Mono<Void> release(String name, String holder) {
            return Mono.fromRunnable(() -> released++);
        }
    }
}
