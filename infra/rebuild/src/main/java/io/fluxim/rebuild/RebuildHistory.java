package io.fluxim.rebuild;

import io.fluxim.embedded.StoreSettings.Kind;
import io.fluxim.history.Appended;
import io.fluxim.history.Difference;
import io.fluxim.history.HistoryConfiguration;
import io.fluxim.history.HistoryRebuild;
import io.fluxim.kafka.source.ConsumerGroup;
import io.r2dbc.spi.ConnectionFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The history of an installation that does not run, made anew from {@code im.sequenced}. */
public final class RebuildHistory {

    static final Workshop.Tools TOOLS = new Workshop.Tools(Set.of(Kind.KAFKA, Kind.MARIADB), Adapters.class);

    /** A comparison reads both tables whole. */
    private static final Duration PATIENCE = Duration.ofHours(1);
    /** Messages written together, and as many wait. */
    private static final int BATCH = 2_000;

    private final Clock clock;
    private final Consumer<String> progress;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(R2dbcAutoConfiguration.class)
    @Import({LogConfiguration.class, HistoryConfiguration.class})
    static class Adapters {}

    /** @param progress told as it goes */
    public RebuildHistory(Clock clock, Consumer<String> progress) {
        this.clock = clock;
        this.progress = progress;
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
    public Done run(Path data, Ending ending) {
        return Workshop.in(
                data,
                TOOLS,
                workshop -> workshop.requireNone(ConsumerGroup.HISTORY).then(Mono.defer(() -> run(workshop, ending))));
    }

    private Mono<Done> run(Workshop workshop, Ending ending) {
        progress.accept(Workshop.OPEN);
        HistoryRebuild rebuild = new HistoryRebuild(workshop.part(ConnectionFactory.class), PATIENCE, clock);
        return run(workshop.part(Log.class), rebuild, ending);
    }

    private Mono<Done> run(Log log, HistoryRebuild rebuild, Ending ending) {
        return rebuild.begin()
                .then(filled(log, rebuild))
                .flatMap(all -> rebuild.compare()
                        .flatMap(difference ->
                                old(rebuild, ending).map(old -> new Done(all.read(), all.refused(), difference, old))));
    }

    private static Mono<Optional<String>> old(HistoryRebuild rebuild, Ending ending) {
        return ending == Ending.PUT_IN_PLACE ? rebuild.replace().map(Optional::of) : Mono.just(Optional.empty());
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
                        .buffer(BATCH)
                        .concatMap(rebuild::append, 1)
                        .doOnComplete(() -> progress.accept(
                                "read partition %d of %d of the log".formatted(partition + 1, log.partitions()))))
                .reduce(new Filled(0, 0), Filled::plus);
    }
}
