package io.fluxim.kafka;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Kafka and the four topics; the same for all applications.
 *
 * @param bootstrapServers host:port of some brokers, separated by commas
 * @param startTimeout     longest wait for the brokers when an application starts
 * @param topics           counts, replication, retention
 * @param sink             how records are appended
 * @param source           how records are consumed
 * @param client           Kafka's own client properties (TLS, SASL …), for producers, consumers and the admin client;
 *                         what we set ourselves wins
 */
@ConfigurationProperties("im.kafka")
public record KafkaProperties(
        @DefaultValue("127.0.0.1:9092") String bootstrapServers,
        @DefaultValue("60s") Duration startTimeout,
        @DefaultValue TopicsProperties topics,
        @DefaultValue Sink sink,
        @DefaultValue Source source,
        @DefaultValue Map<String, String> client) {

    public KafkaProperties {
        if (bootstrapServers.isBlank()) {
            throw new IllegalArgumentException("im.kafka.bootstrap-servers must name a broker, was blank");
        }
        atLeast("start-timeout", Duration.ofSeconds(1), startTimeout);
        client = Map.copyOf(client);
    }

    /**
     * How records are appended.
     *
     * @param linger             how long a record waits for company; paid at each hop of a message. At 0 what comes while a
     *                           request is under way goes with the next one
     * @param compression        none, lz4, snappy, zstd or gzip
     * @param deliveryTimeout    longest wait for an acknowledgement; then the append fails, unconfirmed
     * @param maxInFlightRecords single appends beyond this are refused
     * @param maxInFlightBytes   the same, in bytes of keys and values
     */
    public record Sink(
            @DefaultValue("1ms") Duration linger,
            @DefaultValue("none") String compression,
            @DefaultValue("30s") Duration deliveryTimeout,
            @DefaultValue("20000") int maxInFlightRecords,
            @DefaultValue("32MB") DataSize maxInFlightBytes) {

        public Sink {
            atLeast("sink.linger", Duration.ZERO, linger);
            atLeast("sink.delivery-timeout", Duration.ofSeconds(2), deliveryTimeout);
            if (maxInFlightRecords < 1) {
                throw new IllegalArgumentException(
                        "im.kafka.sink.max-in-flight-records must be >= 1, was " + maxInFlightRecords);
            }
            if (maxInFlightBytes.toMegabytes() < 1) {
                throw new IllegalArgumentException(
                        "im.kafka.sink.max-in-flight-bytes must be >= 1MB, was " + maxInFlightBytes);
            }
        }
    }

    /**
     * How records are consumed.
     *
     * @param lanes          consumers of a flow in this process, each with its own share of the partitions; 0: one for each two
     *                       cores. More are of use where cores are idle while a flow is behind
     * @param maxRecords     most records of a batch
     * @param maxBytes       most bytes of a batch
     * @param maxWeight      most inbox entries that a batch plans or writes
     * @param rest           least time between two reads of a lane, for a flow that nobody waits for: what comes meanwhile is
     *                       one batch
     * @param commitInterval how often done batches are committed
     * @param sessionTimeout a consumer that is silent for so long has lost its partitions: how long a crash stops them
     * @param revokeGrace    how long a partition that is taken away waits for the batches in hand
     */
    public record Source(
            @DefaultValue("0") int lanes,
            @DefaultValue("500") int maxRecords,
            @DefaultValue("4MB") DataSize maxBytes,
            @DefaultValue("20000") int maxWeight,
            @DefaultValue("0ms") Duration rest,
            @DefaultValue("1s") Duration commitInterval,
            @DefaultValue("10s") Duration sessionTimeout,
            @DefaultValue("5s") Duration revokeGrace) {

        /** So long a stop and a rebalance may have to wait for it. */
        private static final Duration LONGEST_REST = Duration.ofSeconds(1);

        private static final int MOST_LANES = 64;

        public Source {
            if (lanes < 0 || lanes > MOST_LANES) {
                throw new IllegalArgumentException(
                        "im.kafka.source.lanes must be 0 to " + MOST_LANES + ", was " + lanes);
            }
            if (maxRecords < 1) {
                throw new IllegalArgumentException("im.kafka.source.max-records must be >= 1, was " + maxRecords);
            }
            if (maxBytes.toBytes() < 1) {
                throw new IllegalArgumentException("im.kafka.source.max-bytes must be >= 1B, was " + maxBytes);
            }
            if (maxWeight < 1) {
                throw new IllegalArgumentException("im.kafka.source.max-weight must be >= 1, was " + maxWeight);
            }
            atLeast("source.rest", Duration.ZERO, rest);
            atMost("source.rest", LONGEST_REST, rest);
            atLeast("source.commit-interval", Duration.ofMillis(1), commitInterval);
            atLeast("source.session-timeout", Duration.ofSeconds(6), sessionTimeout); // the broker's own lower bound
            atLeast("source.revoke-grace", Duration.ZERO, revokeGrace);
            lanes = lanes > 0 ? lanes : Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        }
    }

    private static void atMost(String key, Duration bound, Duration value) {
        if (value.compareTo(bound) > 0) {
            throw new IllegalArgumentException("im.kafka." + key + " must be <= " + bound + ", was " + value);
        }
    }

    static void atLeast(String key, Duration bound, Duration value) {
        if (value.compareTo(bound) < 0) {
            throw new IllegalArgumentException("im.kafka." + key + " must be >= " + bound + ", was " + value);
        }
    }
}
