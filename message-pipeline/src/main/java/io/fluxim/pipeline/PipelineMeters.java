package io.fluxim.pipeline;

import io.fluxim.pipeline.inbox.Placed;
import io.fluxim.pipeline.sequence.Numbered;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;

/**
 * What the pipeline counts. Balances, apart from redelivery:
 *
 * <ul>
 *   <li>{@code im.pipeline.records}: consumed = numbered + republished + repeated + rejected + dead
 *   <li>{@code im.pipeline.entries}: planned = appended + repeated + expired
 * </ul>
 */
final class PipelineMeters {

    private final MeterRegistry registry;
    private final Map<PipelineStage, Map<Step, Timer>> steps = new EnumMap<>(PipelineStage.class);
    private final Map<PipelineStage, Map<SignalType, Timer>> batches = new EnumMap<>(PipelineStage.class);

    /** Everything is counted from 0 on, so that its first time is seen. */
    PipelineMeters(MeterRegistry registry) {
        this.registry = registry;
        List.of("numbered", "republished", "repeated", "rejected", "dead").forEach(outcome -> records(outcome, 0));
        List.of("appended", "repeated", "late", "expired").forEach(outcome -> entries(outcome, 0));
        for (PipelineStage stage : PipelineStage.values()) {
            doubts(stage);
            Map<SignalType, Timer> byOutcome = new EnumMap<>(SignalType.class);
            List.of(SignalType.ON_COMPLETE, SignalType.ON_ERROR, SignalType.CANCEL)
                    .forEach(outcome -> byOutcome.put(outcome, timer(stage, outcome)));
            batches.put(stage, byOutcome);
            Map<Step, Timer> byStep = new EnumMap<>(Step.class);
            stage.steps.forEach(step -> byStep.put(step, timer(stage, step)));
            steps.put(stage, byStep);
        }
    }

    /** Names of the stages, as tags. */
    enum PipelineStage {
        SEQUENCE(Step.RECOGNISE, Step.ASSIGN, Step.APPEND, Step.PUBLISH),
        INBOX(Step.RECOGNISE, Step.ASSIGN, Step.APPEND, Step.ROUTES, Step.PUBLISH);

        private final List<Step> steps;

        PipelineStage(Step... steps) {
            this.steps = List.of(steps);
        }

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What it is called in traces. */
        io.fluxim.trace.Stage traced() {
            return io.fluxim.trace.Stage.valueOf(name());
        }
    }

    /** What a batch waits for, as tags of {@code im.pipeline.step}: one round trip for all of it. */
    enum Step {
        /** MongoDB: what of it is there already. */
        RECOGNISE,
        /** Redis: the next numbers. */
        ASSIGN,
        /** MongoDB: what is new. */
        APPEND,
        /** Redis: where the receivers are, their heads raised. */
        ROUTES,
        /** To the next stage, until the last acknowledgement: Kafka's, at the inboxes' end Redis's. */
        PUBLISH;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Times one step of a stage as {@code im.pipeline.step}, failed ones too. */
    <T> Mono<T> timed(PipelineStage stage, Step step, Mono<T> call) {
        Timer timer = kept(steps, stage, step);
        return Mono.defer(() -> {
            long start = now();
            return call.doOnTerminate(() -> timer.record(Duration.ofNanos(now() - start)));
        });
    }

    /** Times a batch of a stage from now on as {@code im.pipeline.batch}; to be told how it ended. */
    Consumer<SignalType> begun(PipelineStage stage) {
        long start = now();
        return signal -> kept(batches, stage, signal).record(Duration.ofNanos(now() - start));
    }

    private static <K> Timer kept(Map<PipelineStage, Map<K, Timer>> timers, PipelineStage stage, K key) {
        return Objects.requireNonNull(
                Objects.requireNonNull(timers.get(stage)).get(key), "each outcome and each step has its timer");
    }

    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    private Timer timer(PipelineStage stage, SignalType outcome) {
        return Timer.builder("im.pipeline.batch")
                .description("Time of a batch from its arrival to its commit")
                .tags("stage", stage.tag(), "outcome", outcome.toString())
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(1))
                .register(registry);
    }

    private Timer timer(PipelineStage stage, Step step) {
        return Timer.builder("im.pipeline.step")
                .description("Time of one step of a batch")
                .tags("stage", stage.tag(), "step", step.tag())
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
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
    void doubt(PipelineStage stage) {
        doubts(stage).increment();
    }

    private Counter doubts(PipelineStage stage) {
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
