package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

final class SlotsTest {

    private static final int COUNT = 4;
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final NodeId NODE = new NodeId("node-1");

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryLeases leases = new InMemoryLeases(new SchedulerClock());
    private final AtomicBoolean away = new AtomicBoolean();
    private final Slots slots = new Slots(
            new Leases() {
                @Override
                public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
                    return away.get()
                            ? Mono.error(new IllegalStateException("away"))
                            : leases.acquire(name, holder, ttl);
                }

                @Override
                public Mono<Void> release(String name, String holder) {
                    return leases.release(name, holder);
                }
            },
            COUNT,
            TTL,
            time);

    @AfterEach
    void dispose() {
        time.dispose();
    }

    @Test
    void givenFreeSlots_whenNodesClaim_thenEachHasItsOwn() {
        Set<Integer> claimed = new HashSet<>();
        for (int n = 0; n < COUNT; n++) {
            claimed.add(claim(new NodeId("node-" + n)));
        }

        assertThat(claimed).containsExactlyInAnyOrder(0, 1, 2, 3);
        StepVerifier.create(slots.claim(new NodeId("late")))
                .expectError(NoFreeSlot.class)
                .verify(SOON);
    }

    @Test
    void givenSlotGivenBack_whenClaimed_thenFree() {
        for (int n = 0; n < COUNT; n++) {
            claim(new NodeId("node-" + n));
        }
        int own = claim(NODE);
        slots.release(NODE, own).block(SOON);

        assertThat(claim(new NodeId("late"))).isEqualTo(own);
    }

    @Test
    void givenSlot_whenKept_thenStaysOursForLong() {
        int slot = claim(NODE);
        StepVerifier.create(slots.keep(NODE, slot))
                .expectSubscription()
                .then(() -> time.advanceTimeBy(Duration.ofHours(1)))
                .then(() -> assertThat(takenBy(new NodeId("other"), slot)).isFalse())
                .thenCancel()
                .verify(SOON);

        time.advanceTimeBy(TTL);
        assertThat(takenBy(new NodeId("other"), slot)).isTrue();
    }

    @Test
    void givenSlot_whenTakenAfterALoss_thenKeepCompletes() {
        int slot = claim(NODE);
        StepVerifier.create(slots.keep(NODE, slot))
                .expectSubscription()
                .then(() -> {
                    leases.forget();
                    assertThat(takenBy(new NodeId("other"), slot)).isTrue();
                    time.advanceTimeBy(TTL.dividedBy(3));
                })
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void givenStoreAway_whenBackInTime_thenKeptElseLost() {
        int slot = claim(NODE);
        StepVerifier.create(slots.keep(NODE, slot))
                .expectSubscription()
                .then(() -> {
                    away.set(true);
                    time.advanceTimeBy(Duration.ofSeconds(14));
                    away.set(false);
                    time.advanceTimeBy(Duration.ofSeconds(60));
                    away.set(true);
                    time.advanceTimeBy(TTL.plusSeconds(5));
                })
                .expectComplete()
                .verify(SOON);
    }

    private int claim(NodeId node) {
        return Objects.requireNonNull(slots.claim(node).block(SOON));
    }

    private boolean takenBy(NodeId node, int slot) {
        return Boolean.TRUE.equals(
                leases.acquire("slot:" + slot, node.value(), TTL).block(SOON));
    }

    /** The time of the virtual scheduler. */
    private final class SchedulerClock extends Clock {

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
