package io.fluxim.access.logic.message;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Partitions;
import io.fluxim.trace.Spans;
import io.fluxim.trace.Tracing;
import reactor.core.publisher.Mono;

/** The log of accepted messages, {@code im.accepted}: where the trace of a message begins, and its time is measured from. */
public final class AcceptedLog {

    private final RecordSink records;
    private final int partitions;
    private final Tracing tracing;
    private final AcceptMeters meters;

    public AcceptedLog(RecordSink records, int partitions, Tracing tracing, AcceptMeters meters) {
        this.records = records;
        this.partitions = partitions;
        this.tracing = tracing;
        this.meters = meters;
    }

    /**
     * Appends it; answers its time when every in-sync replica has it. The order of subscription is the order of the log.
     *
     * @param since when the message was read, on the clock of {@link System#nanoTime()}
     */
    Mono<Long> append(Envelope envelope, long since) {
        String key = envelope.conversation().key();
        Spans spans = tracing.begin(envelope.id(), since);
        return spans.around(records.append(new Outgoing<>(
                        Topic.ACCEPTED, Partitions.of(key, partitions), key, envelope, spans.of(envelope.id())))
                .doOnNext(at -> meters.accepted(since)));
    }
}
