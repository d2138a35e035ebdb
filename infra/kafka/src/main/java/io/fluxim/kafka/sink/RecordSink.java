package io.fluxim.kafka.sink;

import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * Appends records, idempotently and with {@code acks=all}: what is answered survives what Kafka survives.
 *
 * <p>Records of one partition stand in the order in which their Monos were subscribed. Fails with {@link AppendFailed}.
 */
public interface RecordSink {

    /**
     * Appends one record; answers its append time, Unix milliseconds, once every in-sync replica has it. Refused, not
     * queued, while too much is in flight already.
     */
    Mono<Long> append(Outgoing<?> record);

    /**
     * Appends all of them; completes after the last acknowledgement, fails after the last outcome if any failed. Meant
     * for flows, which have one such call in flight per partition: it waits for its turn where {@link #append} would
     * already be refused.
     */
    Mono<Void> appendAll(Collection<? extends Outgoing<?>> records);
}
