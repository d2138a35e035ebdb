package io.fluxim.sink;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * What the sink counts. Records balance: consumed = stored + refused + unreadable. A record that stands in the archive
 * already counts as stored: MySQL does not tell repeats from new rows of one statement.
 */
final class SinkMeters {

    /** Counter, tag outcome: records by what became of them, counted once their batch is done. */
    static final String RECORDS = "im.sink.records";

    /** Timer, tag outcome (done, failed, cancelled): a batch from its arrival to its commit, waits included. */
    static final String BATCH = "im.sink.batch";

    /** Timer: one try to archive the rows of a batch, failed ones too. */
    static final String APPEND = "im.sink.append";

    /** Counter: tries to archive a batch that failed; it waits, then is tried again. */
    static final String WAITS = "im.sink.waits";

    private static final Duration LONGEST_EXPECTED = Duration.ofMinutes(1);

    private final MeterRegistry registry;
    private final Scheduler clock;
    private final Counter stored;
    private final Counter refused;
    private final Counter unreadable;
    private final Counter waits;
    private final Timer append;

    SinkMeters(MeterRegistry registry, Scheduler clock) {
        this.registry = registry;
        this.clock = clock;
        this.stored = records("stored");
        this.refused = records("refused");
        this.unreadable = records("unreadable");
        this.waits = Counter.builder(WAITS)
                .description("Failed tries to archive a batch")
                .register(registry);
        this.append = Timer.builder(APPEND)
                .description("Time of one try to archive the rows of a batch")
                .publishPercentileHistogram()
                .maximumExpectedValue(LONGEST_EXPECTED)
                .register(registry);
        List.of("done", "failed", "cancelled").forEach(this::batch); // from 0 on
    }

    /** A batch is done. */
    void done(int stored, int refused, int unreadable) {
        this.stored.increment(stored);
        this.refused.increment(refused);
        this.unreadable.increment(unreadable);
    }

    void waits() {
        waits.increment();
    }

    /** The same, timed. */
    <T> Mono<T> timed(Mono<T> batch) {
        return Mono.defer(() -> {
            long start = clock.now(TimeUnit.NANOSECONDS);
            return batch.doOnSuccess(done -> record("done", start))
                    .doOnError(error -> record("failed", start))
                    .doOnCancel(() -> record("cancelled", start));
        });
    }

    /** One try to archive, timed. */
    <T> Mono<T> appending(Mono<T> rows) {
        return Mono.defer(() -> {
            long start = clock.now(TimeUnit.NANOSECONDS);
            return rows.doOnTerminate(
                    () -> append.record(clock.now(TimeUnit.NANOSECONDS) - start, TimeUnit.NANOSECONDS));
        });
    }

    private void record(String outcome, long start) {
        batch(outcome).record(clock.now(TimeUnit.NANOSECONDS) - start, TimeUnit.NANOSECONDS);
    }

    private Timer batch(String outcome) {
        return Timer.builder(BATCH)
                .description("Time of a batch from its arrival to its commit")
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .maximumExpectedValue(LONGEST_EXPECTED)
                .register(registry);
    }

    private Counter records(String outcome) {
        return Counter.builder(RECORDS)
                .description("Records of im.sequenced by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
