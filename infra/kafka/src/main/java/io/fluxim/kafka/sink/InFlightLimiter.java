package io.fluxim.kafka.sink;

import io.fluxim.kafka.KafkaMeters;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * The bound on what is encoded and not yet acknowledged. Single records of one partition take half of it at most: one whose
 * leader is gone keeps what it was given, and must not keep the others' room.
 */
final class InFlightLimiter {

    /**
     * Flows wait for their turn beyond the bound that refuses single records: they are few, one batch per partition, and
     * a refusal would cost them a restart. They too have an end.
     */
    private static final int FLOWS = 4;

    private final int maxRecords;
    private final long maxBytes;
    // guarded by this
    private final Held all = new Held();
    /** Kept when nothing is held any more: there are as many as partitions, and making one anew costs each record. */
    private final Map<TopicPartition, Held> byPartition = new HashMap<>();

    /** What was admitted and not released. */
    private static final class Held {
        private long records;
        private long bytes;

        void add(int count, long size) {
            records += count;
            bytes += size;
        }

        /** One that finds nothing in flight is always admitted, however large: it would never be otherwise. */
        boolean takes(int count, long size, long maxRecords, long maxBytes) {
            return records == 0 || (records + count <= maxRecords && bytes + size <= maxBytes);
        }
    }

    InFlightLimiter(int maxRecords, long maxBytes, MeterRegistry meters) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        Gauge.builder(KafkaMeters.IN_FLIGHT.meter(), this, InFlightLimiter::bytes)
                .register(meters);
    }

    synchronized boolean admit(TopicPartition partition, long size) {
        Held held = byPartition.computeIfAbsent(partition, absent -> new Held());
        boolean room = all.takes(1, size, maxRecords, maxBytes)
                && held.takes(1, size, Math.max(1, maxRecords / 2), maxBytes / 2);
        if (room) {
            all.add(1, size);
            held.add(1, size);
        }
        return room;
    }

    synchronized boolean admitAll(int count, long size) {
        boolean room = all.takes(count, size, FLOWS * (long) maxRecords, FLOWS * maxBytes);
        if (room) {
            all.add(count, size);
        }
        return room;
    }

    /** A single record has left its partition. */
    synchronized void left(TopicPartition partition, long size) {
        Objects.requireNonNull(byPartition.get(partition), "nothing was admitted")
                .add(-1, -size);
    }

    /** Whatever it was: a record is in flight no more. */
    synchronized void release(long size) {
        all.add(-1, -size);
    }

    synchronized long bytes() {
        return all.bytes;
    }

    AppendFailed.Overloaded overloaded() {
        return new AppendFailed.Overloaded("more than " + maxRecords + " records or " + maxBytes
                + " bytes are waiting for Kafka, or half as many for one partition");
    }
}
