package io.fluxim.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * How records are sent.
 *
 * @param maxRecords most single records in flight
 * @param maxBytes   most bytes of single records in flight
 * @param deadline   how long a record may wait to be sent
 * @param client     properties of the producer
 */
record SinkSettings(int maxRecords, long maxBytes, Duration deadline, Map<String, Object> client) {

    SinkSettings {
        client = Map.copyOf(client);
    }
}
