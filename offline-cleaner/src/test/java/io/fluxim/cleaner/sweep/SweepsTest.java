package io.fluxim.cleaner.sweep;

import static io.fluxim.cleaner.sweep.Platform.AGE;
import static io.fluxim.cleaner.sweep.Platform.OLD;
import static io.fluxim.cleaner.sweep.Platform.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.testkit.Messages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.scheduling.support.CronExpression;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class SweepsTest {

    private static final Conversation DIRECT = Messages.direct("1", "10");
    /** A quarter to three. */
    private static final Instant EVENING = Instant.parse("2026-03-01T02:45:00Z");

    private final Platform platform = new Platform();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Clock clock = Clock.fixed(EVENING, ZoneOffset.UTC);

    @AfterEach
    void close() {
        time.dispose();
    }

    @Test
    void givenSweep_whenItEnds_thenItIsTheLastAndCounted() {
        platform.messages(DIRECT, 4, OLD, "1");
        platform.unarchived(DIRECT, OLD, "1");
        Sweeps sweeps = sweeps(Optional.empty());

        Progress end = Platform.get(result(sweeps, Mode.DELETE));

        assertThat(end.state()).isEqualTo(State.COMPLETE);
        assertThat(sweeps.current()).isEmpty();
        assertThat(sweeps.last()).contains(end);
        assertThat(meters.get(SweepMeters.DELETED)
                        .tag("kind", "references")
                        .counter()
                        .count())
                .isEqualTo(4);
        assertThat(meters.get(SweepMeters.DELETED)
                        .tag("kind", "bodies")
                        .counter()
                        .count())
                .isEqualTo(4);
        assertThat(meters.get(SweepMeters.BLOCKED)
                        .tag("kind", "references")
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(meters.get(SweepMeters.COMPLETED).gauge().value()).isEqualTo(EVENING.getEpochSecond());
        assertThat(meters.get(SweepMeters.SWEEP)
                        .tag("state", "complete")
                        .tag("mode", "delete")
                        .timer()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void givenDryRun_whenItEnds_thenNothingIsCountedAsDeletedOrComplete() {
        platform.messages(DIRECT, 4, OLD, "1");

        Progress end = Platform.get(result(sweeps(Optional.empty()), Mode.DRY_RUN));

        assertThat(end.references().deleted()).isEqualTo(4);
        assertThat(meters.get(SweepMeters.DELETED)
                        .tag("kind", "references")
                        .counter()
                        .count())
                .isZero();
        assertThat(meters.get(SweepMeters.COMPLETED).gauge().value()).isZero();
        assertThat(meters.get(SweepMeters.SWEEP)
                        .tag("state", "failed")
                        .tag("mode", "delete")
                        .timer()
                        .count())
                .isZero();
    }

    @Test
    void givenSweepUnderWay_whenAnotherIsAskedFor_thenBusyWithTheProgressOfTheFirst() {
        Sinks.One<Instant> answer = Sinks.one();
        platform.clocks = List.of(answer.asMono());
        Sweeps sweeps = sweeps(Optional.empty());
        Mono<Progress> first = result(sweeps, Mode.DELETE);

        assertThat(sweeps.begin(Mode.DRY_RUN)).isInstanceOf(Sweeps.Begun.Busy.class);
        assertThat(sweeps.current()).map(Progress::state).contains(State.RUNNING);
        answer.tryEmitValue(Platform.NOW).orThrow();
        assertThat(Platform.get(first).state()).isEqualTo(State.COMPLETE);
        assertThat(sweeps.begin(Mode.DRY_RUN)).isInstanceOf(Sweeps.Begun.Started.class);
    }

    @Test
    void givenSchedule_whenItIsTime_thenSweepsAndAgainTheNextTime() {
        platform.messages(DIRECT, 4, OLD, "1");
        Sweeps sweeps = sweeps(Optional.of(CronExpression.parse("0 0 3 * * *")));
        sweeps.start();

        time.advanceTimeBy(Duration.ofMinutes(14));
        assertThat(sweeps.last()).isEmpty();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(sweeps.last()).isPresent();
        assertThat(platform.positions("1")).isEmpty();

        platform.messages(DIRECT, 2, OLD, "1");
        time.advanceTimeBy(Duration.ofMinutes(15)); // the fixed clock says a quarter to three again
        assertThat(platform.positions("1")).isEmpty();
        sweeps.stop();
        assertThat(sweeps.isRunning()).isFalse();
    }

    @Test
    void givenNoSchedule_whenTimePasses_thenNothingIsSwept() {
        Sweeps sweeps = sweeps(Optional.empty());
        sweeps.start();

        time.advanceTimeBy(Duration.ofDays(30));

        assertThat(sweeps.last()).isEmpty();
        sweeps.stop();
    }

    @Test
    void givenSweepUnderWay_whenStopped_thenEndsAtTheNextPage() throws InterruptedException {
        platform.messages(DIRECT, 9, OLD, "1");
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ofSeconds(1), 0, 2);
        Sweeps sweeps = sweeps(Optional.empty());
        sweeps.start();
        Mono<Progress> result = result(sweeps, Mode.DELETE);
        CountDownLatch stopped = new CountDownLatch(1);

        sweeps.stop(stopped::countDown);
        time.advanceTimeBy(Duration.ofSeconds(1));

        StepVerifier.create(result)
                .assertNext(end -> assertThat(end.state()).isEqualTo(State.STOPPED))
                .expectComplete()
                .verify(SOON);
        assertThat(stopped.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(platform.positions("1")).hasSize(6);
    }

    @Test
    void givenEndpoint_whenSweepTakesLong_thenAnswersHowFarItIsAndLaterHowItEnded() {
        Sinks.One<Instant> answer = Sinks.one();
        platform.clocks = List.of(answer.asMono());
        SweepEndpoint endpoint = new SweepEndpoint(sweeps(Optional.empty()), Duration.ofMillis(1));

        WebEndpointResponse<Progress> begun = Platform.get(endpoint.begin(true));
        WebEndpointResponse<Progress> busy = Platform.get(endpoint.begin(null));
        answer.tryEmitValue(Platform.NOW).orThrow();

        assertThat(begun.getStatus()).isEqualTo(200);
        assertThat(begun.getBody()).extracting(Progress::state).isEqualTo(State.RUNNING);
        assertThat(busy.getStatus()).isEqualTo(409);
        assertThat(endpoint.status().current()).isNull();
        assertThat(endpoint.status().last()).extracting(Progress::state).isEqualTo(State.COMPLETE);
    }

    private Sweeps sweeps(Optional<CronExpression> cron) {
        SweepSchedule schedule = new SweepSchedule(cron, Duration.ZERO, clock, time);
        return new Sweeps(platform.sweep(platform.retention, time), schedule, new SweepMeters(meters), clock);
    }

    private static Mono<Progress> result(Sweeps sweeps, Mode mode) {
        return ((Sweeps.Begun.Started) sweeps.begin(mode)).result();
    }
}
