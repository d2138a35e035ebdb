package io.fluxim.kafka.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

class FlowLifecycleTest {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final VirtualTimeScheduler clock = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** One per start. */
    private final List<TestPublisher<String>> lives = new ArrayList<>();

    private final Sinks.Empty<Void> drained = Sinks.empty();
    private final AtomicInteger drains = new AtomicInteger();

    private final Flow flow = new Flow(
            "test",
            () -> {
                TestPublisher<String> life = TestPublisher.create();
                lives.add(life);
                return life;
            },
            () -> {
                drains.incrementAndGet();
                return drained.asMono();
            });
    private final FlowLifecycle lifecycle = new FlowLifecycle(flow, meters, GRACE, clock);

    @Test
    void givenStarted_whenStartedAgain_thenSubscribedOnce() {
        lifecycle.start();
        lifecycle.start();
        assertThat(lives).hasSize(1);
        lives.get(0).assertSubscribers(1);
        assertThat(running()).isEqualTo(1);
        assertThat(lifecycle.isRunning()).isTrue();
    }

    @Test
    void givenFlowFails_whenAPauseHasPassed_thenStartedAgainAndCounted() {
        lifecycle.start();
        lives.get(0).error(new IllegalStateException("broker away"));
        assertThat(lives).hasSize(1);
        assertThat(running()).isZero();
        clock.advanceTimeBy(Duration.ofMillis(100));
        assertThat(lives).hasSize(2);
        assertThat(running()).isEqualTo(1);
        assertThat(restarts()).isEqualTo(1);
    }

    @Test
    void givenFlowCompletesUnasked_whenAPauseHasPassed_thenStartedAgainAndCounted() {
        lifecycle.start();
        lives.get(0).complete();
        clock.advanceTimeBy(Duration.ofMillis(100));
        assertThat(lives).hasSize(2);
        assertThat(restarts()).isEqualTo(1);
    }

    @Test
    void givenFlowCannotBeMade_whenAPauseHasPassed_thenTriedAgain() {
        AtomicInteger tries = new AtomicInteger();
        FlowLifecycle failing = new FlowLifecycle(
                Flow.of("failing", () -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new IllegalStateException("no store");
                    }
                    return Flux.never();
                }),
                meters,
                GRACE,
                clock);
        failing.start();
        clock.advanceTimeBy(Duration.ofMillis(100));
        assertThat(tries).hasValue(2);
        assertThat(failing.isRunning()).isTrue();
    }

    @Test
    void givenFlowKeepsFailing_whenPausesGrow_thenNeverBeyondFiveSeconds() {
        lifecycle.start();
        for (int death = 1; death <= 20; death++) {
            lives.get(death - 1).error(new IllegalStateException("still away"));
            if (death >= 7) {
                clock.advanceTimeBy(Duration.ofMillis(2_499)); // half of it at least
                assertThat(lives).hasSize(death);
            }
            clock.advanceTimeBy(Duration.ofSeconds(5));
            assertThat(lives).hasSize(death + 1);
        }
        assertThat(restarts()).isEqualTo(20);
    }

    @Test
    void givenFlowLivedAMinute_whenItFails_thenThePauseIsShortAgain() {
        lifecycle.start();
        for (int death = 1; death <= 10; death++) {
            lives.get(death - 1).error(new IllegalStateException("away"));
            clock.advanceTimeBy(Duration.ofSeconds(5));
        }
        clock.advanceTimeBy(Duration.ofMinutes(1));
        lives.get(10).error(new IllegalStateException("away again"));
        clock.advanceTimeBy(Duration.ofMillis(100));
        assertThat(lives).hasSize(12);
    }

    @Test
    void givenRunning_whenStopped_thenCancelledAndCalledBackOnlyAfterItIsDrained() {
        AtomicBoolean stopped = new AtomicBoolean();
        lifecycle.start();
        lifecycle.stop(() -> stopped.set(true));
        assertThat(stopped).isFalse();
        lives.get(0).assertNotCancelled();
        drained.tryEmitEmpty();
        assertThat(stopped).isTrue();
        lives.get(0).assertCancelled();
        assertThat(lifecycle.isRunning()).isFalse();
        assertThat(running()).isZero();
    }

    @Test
    void givenFlowCompletesWhileDraining_whenDrained_thenNotStartedAgain() {
        lifecycle.start();
        lifecycle.stop(() -> {});
        lives.get(0).complete();
        drained.tryEmitEmpty();
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(lives).hasSize(1);
        assertThat(restarts()).isZero();
    }

    @Test
    void givenDrainHangs_whenTheGraceIsOver_thenCancelledAndAskedAgainWhetherAllIsLetGo() {
        AtomicBoolean stopped = new AtomicBoolean();
        lifecycle.start();
        lifecycle.stop(() -> stopped.set(true));
        clock.advanceTimeBy(GRACE.minusMillis(1));
        lives.get(0).assertNotCancelled();
        clock.advanceTimeBy(Duration.ofMillis(1));
        lives.get(0).assertCancelled();
        assertThat(drains).hasValue(2);
        assertThat(stopped).isFalse();
        drained.tryEmitEmpty();
        assertThat(stopped).isTrue();
    }

    @Test
    void givenNothingLetsGo_whenStopped_thenCalledBackAllTheSame() {
        AtomicBoolean stopped = new AtomicBoolean();
        lifecycle.start();
        lifecycle.stop(() -> stopped.set(true));
        clock.advanceTimeBy(GRACE.plusSeconds(6));
        assertThat(stopped).isTrue();
    }

    @Test
    void givenWaitingToBeStartedAgain_whenStopped_thenItIsNot() {
        lifecycle.start();
        lives.get(0).error(new IllegalStateException("away"));
        drained.tryEmitEmpty();
        lifecycle.stop(() -> {});
        clock.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(lives).hasSize(1);
        assertThat(lifecycle.isRunning()).isFalse();
    }

    @Test
    void givenStopped_whenStartedAndStoppedAgain_thenRunsAgainAndEveryCallerIsAnswered() {
        List<String> answered = new ArrayList<>();
        FlowLifecycle undrained = new FlowLifecycle(Flow.of("again", () -> Mono.never()), meters, GRACE, clock);
        undrained.stop(() -> answered.add("before any start"));
        undrained.start();
        undrained.stop(() -> answered.add("first"));
        undrained.start();
        assertThat(undrained.isRunning()).isTrue();
        undrained.stop(() -> answered.add("second"));
        assertThat(answered).containsExactly("before any start", "first", "second");
    }

    private double restarts() {
        return meters.get("im.flow.restarts").tag("flow", "test").counter().count();
    }

    private double running() {
        return meters.get("im.flow.running").tag("flow", "test").gauge().value();
    }
}
