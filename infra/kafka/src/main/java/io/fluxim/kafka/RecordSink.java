package io.fluxim.kafka;

import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * Appends records, idempotently and with {@code acks=all}: what is answered survives what Kafka survives.
 *
 * <p>Records of one partition stand in the order in which their Monos were subscribed.
 */
public interface RecordSink {

    /** Appends one record; answers its append time, Unix milliseconds, once every in-sync replica has it. */
    Mono<Long> append(Outgoing<?> record);

    /** Appends all of them; completes after the last acknowledgement, fails if any failed. */
    Mono<Void> appendAll(Collection<? extends Outgoing<?>> records);
}
