package io.fluxim.cleaner.sweep;

import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.scheduling.support.CronExpression;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** When sweeps begin by themselves. */
public final class SweepSchedule {

    private final Optional<CronExpression> cron;
    private final Duration jitter;
    private final Clock clock;
    private final Scheduler scheduler;

    /**
     * @param cron   empty for never
     * @param jitter at most so much later, at random, so that cleaners do not ask for the lease all at once
     * @param clock  with the zone that the expression is meant in
     */
    public SweepSchedule(Optional<CronExpression> cron, Duration jitter, Clock clock, Scheduler scheduler) {
        this.cron = cron;
        this.jitter = jitter;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Emits when the next one is due; never if there is none. */
    Mono<Long> next() {
        return Mono.defer(
                () -> delay().map(delay -> Mono.delay(delay, scheduler)).orElseGet(Mono::never));
    }

    private Optional<Duration> delay() {
        ZonedDateTime now = ZonedDateTime.now(clock);
        return cron.flatMap(expression -> Optional.ofNullable(expression.next(now)))
                .map(next -> Duration.between(now, next).plus(random()));
    }

    private Duration random() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(jitter.toMillis() + 1));
    }
}
