package io.fluxim.cleaner.sweep;

import static io.fluxim.cleaner.sweep.Platform.AGE;
import static io.fluxim.cleaner.sweep.Platform.OLD;
import static io.fluxim.cleaner.sweep.Platform.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.route.InMemoryLeases;
import io.fluxim.route.Leases;
import io.fluxim.testkit.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class SweepLeaseTest {

    private static final Conversation DIRECT = Messages.direct("1", "10");
    private static final Duration TTL = Duration.ofMinutes(1);

    private final Platform platform = new Platform();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @Test
    void givenLeaseOfAnother_whenSwept_thenNothingIsLookedAt() {
        platform.messages(DIRECT, 2, OLD, "1");
        assertThat(Platform.get(platform.leases.acquire("cleaner", "other", TTL)))
                .isTrue();

        assertThat(platform.run(Mode.DELETE).state()).isEqualTo(State.LEASE_TAKEN);
        assertThat(platform.positions("1")).hasSize(2);
        assertThat(platform.run(Mode.DRY_RUN).state()).isEqualTo(State.COMPLETE);
    }

    @Test
    void givenSweepThatEnded_whenAnotherAsks_thenTheLeaseIsFree() {
        platform.run(Mode.DELETE);

        assertThat(Platform.get(platform.leases.acquire("cleaner", "other", TTL)))
                .isTrue();
    }

    @Test
    void givenLeaseLostInMidSweep_whenTheNextPageIsDue_thenStops() {
        platform.messages(DIRECT, 9, OLD, "1");
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ofSeconds(25), 0, 2);
        AtomicBoolean lost = new AtomicBoolean();
        platform.leases = leases(() -> Mono.just(!lost.get()));

        StepVerifier.create(platform.sweep(platform.retention, time).run(Mode.DELETE, () -> false))
                .expectNextCount(1)
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(25)))
                .assertNext(first -> assertThat(first.references().deleted()).isEqualTo(3))
                .then(() -> lost.set(true))
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(25)))
                .assertNext(second -> assertThat(second.references().deleted()).isEqualTo(6))
                .assertNext(end -> assertThat(end.state()).isEqualTo(State.LEASE_LOST))
                .expectNextCount(1)
                .expectComplete()
                .verify(SOON);
        assertThat(platform.positions("1")).containsExactly(7L, 8L, 9L);
    }

    @Test
    void givenRedisAway_whenPagesAreDue_thenGoesOnUntilTheLeaseHasRunOut() {
        platform.messages(DIRECT, 30, OLD, "1");
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ofSeconds(25), 0, 2);
        AtomicInteger calls = new AtomicInteger();
        platform.leases = leases(
                () -> calls.incrementAndGet() == 1 ? Mono.just(true) : Mono.error(new IllegalStateException("away")));

        StepVerifier.create(platform.sweep(platform.retention, time)
                        .run(Mode.DELETE, () -> false)
                        .last())
                .then(() -> time.advanceTimeBy(Duration.ofMinutes(10)))
                .assertNext(end -> {
                    assertThat(end.state()).isEqualTo(State.LEASE_LOST);
                    assertThat(end.references().deleted()).isEqualTo(9);
                })
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void givenLongSweep_whenItWorks_thenTheLeaseIsRenewed() {
        platform.messages(DIRECT, 30, OLD, "1");
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ofSeconds(5), 0, 2);
        platform.leases = new InMemoryLeases(new SchedulerClock(time));

        StepVerifier.create(platform.sweep(platform.retention, time)
                        .run(Mode.DELETE, () -> false)
                        .last())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(62)))
                .then(() -> assertThat(Platform.get(platform.leases.acquire("cleaner", "other", TTL)))
                        .isFalse())
                .then(() -> time.advanceTimeBy(Duration.ofMinutes(5)))
                .assertNext(end -> assertThat(end.state()).isEqualTo(State.COMPLETE))
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void givenStopInMidSweep_whenTheNextPageIsDue_thenStopsAndGivesTheLeaseBack() {
        platform.messages(DIRECT, 9, OLD, "1");
        AtomicInteger asked = new AtomicInteger();

        StepVerifier.create(platform.sweep(platform.retention)
                        .run(Mode.DELETE, () -> asked.incrementAndGet() > 2)
                        .last())
                .assertNext(end -> assertThat(end.state()).isEqualTo(State.STOPPED))
                .expectComplete()
                .verify(SOON);

        assertThat(platform.positions("1")).containsExactly(7L, 8L, 9L);
        assertThat(Platform.get(platform.leases.acquire("cleaner", "other", TTL)))
                .isTrue();
    }

    private static Leases leases(Supplier<Mono<Boolean>> answer) {
        return new Leases() {
            @Override
            public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
                return Mono.defer(answer);
            }

            @Override
            public Mono<Void> release(String name, String holder) {
                return Mono.empty();
            }
        };
    }

    /** The time of a scheduler. */
    private static final class SchedulerClock extends Clock {

        private final VirtualTimeScheduler scheduler;

        SchedulerClock(VirtualTimeScheduler scheduler) {
            this.scheduler = scheduler;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
        }
    }
}
