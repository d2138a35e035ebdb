package io.fluxim.pipeline;

import io.fluxim.pipeline.inbox.Placed;
import io.fluxim.pipeline.sequence.Numbered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What the pipeline counts. Balances, apart from redelivery:
 *
 * <ul>
 *   <li>{@code im.pipeline.records}: consumed = numbered + republished + repeated + rejected + dead
 *   <li>{@code im.pipeline.entries}: wanted = appended + repeated + expired
 * </ul>
 */
final class PipelineMeters {

    private final MeterRegistry registry;

    /** Everything is counted from 0 on, so that its first time is seen. */
    PipelineMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of("numbered", "republished", "repeated", "rejected", "dead").forEach(outcome -> records(outcome, 0));
        List.of("appended", "repeated", "late", "expired").forEach(outcome -> entries(outcome, 0));
        List.of(Stage.values()).forEach(this::doubts);
    }

    /** Names of the stages, as tags. */
    enum Stage {
        SEQUENCE,
        INBOX;

        String tag() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Times a batch of a stage as {@code im.pipeline.batch}, failed ones too. */
    <T> Mono<T> timed(Stage stage, Mono<T> batch) {
        return Mono.defer(() -> {
            long start = Schedulers.parallel().now(java.util.concurrent.TimeUnit.NANOSECONDS);
            return batch.doFinally(signal -> Timer.builder("im.pipeline.batch")
                    .description("Time of a batch from its arrival to its commit")
                    .tags("stage", stage.tag(), "outcome", signal.toString())
                    .publishPercentileHistogram()
                    .maximumExpectedValue(Duration.ofMinutes(1))
                    .register(registry)
                    .record(Duration.ofNanos(
                            Schedulers.parallel().now(java.util.concurrent.TimeUnit.NANOSECONDS) - start)));
        });
    }

    void sequenced(Numbered numbered, int dead) {
        records("numbered", numbered.fresh().size());
        records("republished", numbered.messages().size() - numbered.fresh().size());
        records("repeated", numbered.repeats());
        records("rejected", numbered.rejections().size());
        records("dead", dead);
    }

    void placed(Placed.Counts counts) {
        entries("appended", counts.appended());
        entries("repeated", counts.repeated());
        entries("late", counts.late());
    }

    void expired(int entries) {
        entries("expired", entries);
    }

    /** A batch that started again from the look-up. */
    void doubt(Stage stage) {
        doubts(stage).increment();
    }

    private Counter doubts(Stage stage) {
        return counter("im.pipeline.doubts", "Batches that started again from the look-up", "stage", stage.tag());
    }

    private void records(String outcome, int count) {
        counter("im.pipeline.records", "Records of im.accepted by what became of them", "outcome", outcome)
                .increment(count);
    }

    private void entries(String outcome, int count) {
        counter(
                        "im.pipeline.entries",
                        "Inbox entries by what became of them; late is part of appended",
                        "outcome",
                        outcome)
                .increment(count);
    }

    private Counter counter(String name, String description, String tag, String value) {
        return Counter.builder(name).description(description).tag(tag, value).register(registry);
    }
}
