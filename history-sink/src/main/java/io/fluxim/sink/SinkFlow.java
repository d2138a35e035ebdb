package io.fluxim.sink;

import io.fluxim.history.Appended;
import io.fluxim.history.History;
import io.fluxim.kafka.deadletter.DeadLetterWriter;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.Received;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.DeadLetter;
import io.fluxim.trace.Spans;
import io.fluxim.trace.Stage;
import io.fluxim.trace.Tracing;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Numbered messages in, rows of the archive out. Ordered per partition, at least once; appending is idempotent, so each
 * message stands in the archive once.
 *
 * <p>A batch is committed after its rows are there and what cannot be a row is set aside. While the archive is away the
 * lane waits, and nothing is skipped.
 */
final class SinkFlow {

    private static final Logger log = LoggerFactory.getLogger(SinkFlow.class);
    /** Spread of the waits, so that lanes do not come back all at once. */
    private static final double JITTER = 0.5;
    /** The first failure of a batch is logged, then every tenth. */
    private static final int LOG_EVERY = 10;

    private final BatchSource<Message> sequenced;
    private final int partitions;
    private final Outputs outputs;
    private final SinkProperties limits;

    /** Where rows, records that cannot be rows, numbers and traces go. */
    record Outputs(History history, DeadLetterWriter deadLetters, SinkMeters meters, Tracing tracing) {}

    /** @param partitions of {@code im.sequenced}: a process may own all of them */
    SinkFlow(BatchSource<Message> sequenced, int partitions, Outputs outputs, SinkProperties limits) {
        this.sequenced = sequenced;
        this.partitions = partitions;
        this.outputs = outputs;
        this.limits = limits;
    }

    /** Runs until cancelled; fails with what a batch fails with, to be run again from the last commit. */
    Flux<Void> run() {
        return sequenced.lanes().flatMap(lane -> lane.inOrder(batch -> process(lane.number(), batch)), partitions);
    }

    private Mono<Void> process(int lane, Batch<Message> batch) {
        Mono<Void> done = archive(lane, batch)
                .delayUntil(appended -> outputs.deadLetters().setAside(letters(batch, appended)))
                .delayUntil(appended -> batch.commit())
                .doOnNext(appended -> count(batch, appended))
                .then();
        Spans spans = outputs.tracing().proceed(Stage.HISTORY, batch.traces());
        return outputs.meters().timed(spans.around(done));
    }

    /** What could not be read, and what the table refused. */
    private static List<DeadLetter> letters(Batch<Message> batch, Appended appended) {
        return Stream.concat(batch.unreadable().stream(), RefusedLetters.of(batch, appended.refused()).stream())
                .toList();
    }

    private Mono<Appended> archive(int lane, Batch<Message> batch) {
        List<Message> messages = batch.records().map(Received::value).toList();
        return outputs.meters()
                .appending(Mono.defer(() -> outputs.history().append(messages)))
                .retryWhen(patience(lane));
    }

    /** Without end: what is numbered must be archived, and the cleaner waits for it. */
    private Retry patience(int lane) {
        return Retry.backoff(Long.MAX_VALUE, limits.waitMin())
                .maxBackoff(limits.waitMax())
                .jitter(JITTER)
                .doBeforeRetry(signal -> waits(lane, signal));
    }

    private void waits(int lane, Retry.RetrySignal signal) {
        outputs.meters().waits();
        if (signal.totalRetries() % LOG_EVERY == 0) {
            log.warn(
                    "lane waits: stage=archive lane={} tries={} cause=\"{}\"",
                    lane,
                    signal.totalRetries() + 1,
                    String.valueOf(signal.failure()));
        }
    }

    private void count(Batch<Message> batch, Appended appended) {
        outputs.meters()
                .done(
                        appended.stored(),
                        appended.refused().size(),
                        batch.unreadable().size());
    }
}
