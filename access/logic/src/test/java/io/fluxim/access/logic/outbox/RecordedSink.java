package io.fluxim.access.logic.outbox;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.protocol.Envelope;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A log in memory; a test decides what becomes of each append. */
public final class RecordedSink implements RecordSink {

    /** Of every record: what it is acknowledged by. Standing in the log and being acknowledged are two things. */
    private volatile Function<Envelope, Mono<Long>> acknowledgement = envelope -> Mono.just(1L);

    private final List<Outgoing<?>> log = new CopyOnWriteArrayList<>();

    public void acknowledgedBy(Function<Envelope, Mono<Long>> acknowledgement) {
        this.acknowledgement = acknowledgement;
    }

    public List<Outgoing<?>> log() {
        return List.copyOf(log);
    }

    /** The envelopes in the log. */
    public List<Envelope> envelopes() {
        return log.stream().map(record -> (Envelope) record.value()).toList();
    }

    @Override
    public Mono<Long> append(Outgoing<?> record) {
        return Mono.defer(() -> {
            log.add(record);
            return acknowledgement.apply((Envelope) record.value());
        });
    }

    @Override
    public Mono<Void> appendAll(Collection<? extends Outgoing<?>> records) {
        return Flux.fromIterable(records).concatMap(this::append).then();
    }
}
