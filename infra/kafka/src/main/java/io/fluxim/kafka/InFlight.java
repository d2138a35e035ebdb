package io.fluxim.kafka;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/** The bound on what is encoded and not yet acknowledged. */
final class InFlight {

    /**
     * Flows wait for their turn beyond the bound that refuses single records: they are few, one batch per partition, and
     * a refusal would cost them a restart. They too have an end.
     */
    private static final int FLOWS = 4;

    private final int maxRecords;
    private final long maxBytes;
    // guarded by this
    private long records;
    private long bytes;

    InFlight(int maxRecords, long maxBytes, MeterRegistry meters) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
        Gauge.builder(KafkaMeters.IN_FLIGHT.meter(), this, InFlight::bytes).register(meters);
    }

    synchronized boolean admit(long size) {
        return admitted(1, size, 1);
    }

    synchronized boolean admitAll(int count, long size) {
        return admitted(count, size, FLOWS);
    }

    synchronized void release(long size) {
        records--;
        bytes -= size;
    }

    synchronized long bytes() {
        return bytes;
    }

    AppendFailed.Overloaded overloaded() {
        return new AppendFailed.Overloaded(
                "more than " + maxRecords + " records or " + maxBytes + " bytes are waiting for Kafka");
    }

    /** One that finds nothing in flight is always admitted, however large: it would never be otherwise. */
    private boolean admitted(int count, long size, long share) {
        boolean room = records + count <= share * maxRecords && bytes + size <= share * maxBytes;
        if (room || records == 0) {
            records += count;
            bytes += size;
            return true;
        }
        return false;
    }
}
