package io.fluxim.sink;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the sink waits for an archive that is away; everything else is Kafka's and the archive's.
 *
 * @param waitMin shortest wait before a batch is tried again
 * @param waitMax longest wait; at least as long as the shortest
 */
@ConfigurationProperties("im.history-sink")
record SinkProperties(
        @DefaultValue("100ms") Duration waitMin,
        @DefaultValue("10s") Duration waitMax) {

    SinkProperties {
        if (waitMin.isNegative() || waitMin.isZero()) {
            throw new IllegalArgumentException("im.history-sink.wait-min must be positive, was " + waitMin);
        }
        if (waitMax.compareTo(waitMin) < 0) {
            throw new IllegalArgumentException(
                    "im.history-sink.wait-max must be >= wait-min (" + waitMin + "), was " + waitMax);
        }
    }
}
