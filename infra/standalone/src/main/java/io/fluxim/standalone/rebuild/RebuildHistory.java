package io.fluxim.standalone.rebuild;

import io.fluxim.history.Appended;
import io.fluxim.history.Difference;
import io.fluxim.history.HistoryRebuild;
import io.fluxim.history.HistoryUnavailable;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.KafkaSources;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.standalone.CannotRun;
import io.fluxim.standalone.DataDirectory;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The history of an installation that does not run, made anew from {@code im.sequenced}. */
public final class RebuildHistory {

    /** A comparison reads both tables whole. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Clock clock;
    private final Consumer<String> progress;

    /** @param progress told as it goes */
    public RebuildHistory(Clock clock, Consumer<String> progress) {
        this.clock = clock;
        this.progress = progress;
    }

    /** What becomes of the history made anew. */
    public enum Outcome {
        /** It is compared with the standing one, and stays beside it. */
        COMPARED,
        /** It takes the place of the standing one. */
        PUT_IN_PLACE
    }

    /**
     * What was done.
     *
     * @param read    messages in the log
     * @param refused of those, by the table: as the sink sets aside
     * @param old     the table where the history that stood is now, where it was replaced
     */
    public record Done(long read, long refused, Difference difference, Optional<String> old) {}

    /** @throws RebuildFailed with what is in the way; the standing history is as it was then */
    public Done run(Path data, Outcome outcome) {
        try (DataDirectory claimed = DataDirectory.claim(data);
                Workshop workshop = Workshop.open(claimed)) {
            Sinks.requireNone(workshop.part(KafkaProperties.class).bootstrapServers());
            Log log = new Log(workshop.part(KafkaSources.class), workshop.part(PartitionCounts.class));
            HistoryRebuild rebuild = new HistoryRebuild(workshop.part(ConnectionFactory.class), PATIENCE, clock);
            return answer(run(log, rebuild, outcome));
        } catch (CannotRun | HistoryUnavailable e) {
            throw new RebuildFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private Mono<Done> run(Log log, HistoryRebuild rebuild, Outcome outcome) {
        return rebuild.begin()
                .then(filled(log, rebuild))
                .flatMap(all -> rebuild.compare()
                        .flatMap(difference -> old(rebuild, outcome)
                                .map(old -> new Done(all.read(), all.refused(), difference, old))));
    }

    private static Mono<Optional<String>> old(HistoryRebuild rebuild, Outcome outcome) {
        return outcome == Outcome.PUT_IN_PLACE ? rebuild.replace().map(Optional::of) : Mono.just(Optional.empty());
    }

    private record Filled(long read, long refused) {

        Filled plus(Appended appended) {
            int more = appended.refused().size();
            return new Filled(read + appended.stored() + more, refused + more);
        }
    }

    /** One partition after the other: what costs time is one table. */
    private Mono<Filled> filled(Log log, HistoryRebuild rebuild) {
        return Flux.range(0, log.partitions())
                .concatMap(partition -> log.messages(partition)
                        .concatMap(rebuild::append)
                        .doOnComplete(() -> progress.accept(
                                "read partition %d of %d of the log".formatted(partition + 1, log.partitions()))))
                .reduce(new Filled(0, 0), Filled::plus);
    }

    /** A command may wait; there is nothing else for it to do. */
    private static Done answer(Mono<Done> done) {
        Done answered = done.block();
        if (answered == null) {
            throw new IllegalStateException("a rebuild ended without a result");
        }
        return answered;
    }
}
