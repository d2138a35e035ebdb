package io.fluxim.cleaner.sweep;

import static io.fluxim.cleaner.sweep.Platform.AGE;
import static io.fluxim.cleaner.sweep.Platform.OLD;
import static io.fluxim.cleaner.sweep.Platform.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Sweeps that do not come to everybody: the next goes on behind the last that had a turn. */
class TurnsTest {

    private static final List<String> USERS =
            IntStream.rangeClosed('a', 'i').mapToObj(Character::toString).toList();

    private final Platform platform = new Platform();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void givenBudgetThatIsTooSmallForThreeNights_whenSwept_thenEverybodysTurnComes(int sideBySide) {
        USERS.forEach(user -> platform.messages(room(user), 3, OLD, user));
        platform.limits = new SweepLimits(AGE, 3, 9, Duration.ZERO, 0, sideBySide);

        for (int night = 1; night <= 3; night++) {
            assertThat(platform.run(Mode.DELETE).state()).isEqualTo(State.BUDGET_SPENT);
            platform.messages(room("a"), 9, OLD, "a"); // the first of all takes a whole sweep, again and again
        }

        assertThat(USERS).allSatisfy(user -> {
            assertThat(platform.floor(user)).isGreaterThanOrEqualTo(3);
            assertThat(platform.seqs(room(user))).doesNotContain(1L, 2L, 3L);
        });
    }

    @Test
    void givenInboxLargerThanTheBudget_whenSwept_thenTheOthersHaveTheirTurnsBetween() {
        platform.messages(room("a"), 30, OLD, "a");
        platform.messages(room("b"), 3, OLD, "b");
        platform.limits = new SweepLimits(AGE, 3, 6, Duration.ZERO, 0, 1);

        platform.run(Mode.DELETE);
        assertThat(platform.floor("a")).isEqualTo(6);
        platform.run(Mode.DELETE);

        assertThat(platform.positions("b")).isEmpty();
        assertThat(platform.floor("a")).isEqualTo(9);
    }

    @Test
    void givenSweepFromTheMiddle_whenItsBudgetSuffices_thenItComesAroundAndIsComplete() {
        USERS.forEach(user -> platform.messages(room(user), 3, OLD, user));
        platform.limits = new SweepLimits(AGE, 3, 9, Duration.ZERO, 0, 2);
        platform.run(Mode.DELETE);
        USERS.forEach(user -> platform.messages(room(user), 1, OLD, user));
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ZERO, 0, 2);

        Progress sweep = platform.run(Mode.DELETE);

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.references().examined()).isEqualTo(USERS.size());
        assertThat(sweep.references().details().get(0).name()).isEqualTo("d");
        assertThat(USERS)
                .allSatisfy(user -> assertThat(platform.positions(user)).isEmpty());
    }

    @Test
    void givenDryRun_whenItEnds_thenTheNextSweepGoesOnWhereItWouldHave() {
        USERS.forEach(user -> platform.messages(room(user), 3, OLD, user));
        platform.limits = new SweepLimits(AGE, 3, 9, Duration.ZERO, 0, 2);

        Progress dry = platform.run(Mode.DRY_RUN);

        assertThat(platform.run(Mode.DELETE).references()).isEqualTo(dry.references());
    }

    @Test
    void givenInboxThatAlwaysFails_whenSweptAgain_thenTheNextBeginsBehindIt() {
        USERS.forEach(user -> platform.messages(room(user), 3, OLD, user));
        Retention failing = new ForwardingRetention(platform.retention) {
            @Override
            public Mono<ReadablePage<InboxEntry>> entries(UserId user, long after, int limit) {
                return user.value().equals("b")
                        ? Mono.error(new IllegalStateException("away"))
                        : super.entries(user, after, limit);
            }
        };

        assertThat(run(failing).state()).isEqualTo(State.FAILED);
        Progress second = run(failing);

        assertThat(second.state()).isEqualTo(State.FAILED);
        assertThat(second.cause()).contains("away");
        assertThat(USERS)
                .allSatisfy(
                        user -> assertThat(platform.positions(user).isEmpty()).isEqualTo(!user.equals("b")));
    }

    @Test
    void givenSweepThatIsStopped_whenItEnds_thenItKeepsHowFarItCameAndNotSoWhenTheLeaseIsLost() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        USERS.forEach(user -> platform.messages(room(user), 3, OLD, user));
        AtomicInteger asked = new AtomicInteger();
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ZERO, 0, 1);
        Progress stopped = Platform.get(platform.sweep(platform.retention)
                .run(Mode.DELETE, () -> asked.incrementAndGet() > 4)
                .last());
        assertThat(stopped.state()).isEqualTo(State.STOPPED);
        assertThat(cursor()).isEqualTo("b"); // two pages each: a full one, and none

        platform.leases = new LostLeases();
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ofSeconds(25), 0, 1);
        StepVerifier.create(platform.sweep(platform.retention, time)
                        .run(Mode.DELETE, () -> false)
                        .last())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(25)))
                .assertNext(end -> assertThat(end.state()).isEqualTo(State.LEASE_LOST))
                .expectComplete()
                .verify(SOON);
        assertThat(platform.positions("c")).isEmpty();
        assertThat(cursor()).isEqualTo("b");
    }

    @Test
    void givenSlowStores_whenSwept_thenSoManyAreCleanedAtTheSameTimeAndNoMore() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        USERS.forEach(user -> platform.messages(room(user), 1, OLD, user));
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ZERO, 0, 3);
        SlowRetention slow = new SlowRetention(platform.retention, time);

        StepVerifier.create(
                        platform.sweep(slow, time).run(Mode.DELETE, () -> false).last())
                .then(() -> time.advanceTimeBy(Duration.ofSeconds(3)))
                .assertNext(end -> assertThat(end.state()).isEqualTo(State.COMPLETE))
                .expectComplete()
                .verify(SOON);

        assertThat(slow.most.get()).isEqualTo(3);
        assertThat(USERS)
                .allSatisfy(user -> assertThat(platform.positions(user)).isEmpty());
    }

    private Progress run(Retention over) {
        return Platform.get(platform.sweep(over).run(Mode.DELETE, () -> false).last());
    }

    private String cursor() {
        return Platform.get(platform.retention.cursor("sweep:references"));
    }

    private static Conversation room(String user) {
        return Messages.group("room-" + user);
    }

    /** Reads of inboxes that take a second each. */
    private static final class SlowRetention extends ForwardingRetention {

        private final Scheduler scheduler;
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        SlowRetention(Retention retention, Scheduler scheduler) {
            super(retention);
            this.scheduler = scheduler;
        }

        @Override
        public Mono<ReadablePage<InboxEntry>> entries(UserId user, long after, int limit) {
            return Mono.fromRunnable(() -> most.accumulateAndGet(underWay.incrementAndGet(), Math::max))
                    .then(Mono.delay(Duration.ofSeconds(1), scheduler))
                    .doOnNext(waited -> underWay.decrementAndGet())
                    .then(super.entries(user, after, limit));
        }
    }
}
