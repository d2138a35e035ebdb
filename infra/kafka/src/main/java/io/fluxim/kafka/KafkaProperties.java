package io.fluxim.kafka;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Kafka and the five topics; the same for all applications.
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

    /** How many partitions a topic has, in Kafka and for {@link io.fluxim.protocol.Partitions#of}. */
    public int partitions(Topic<?> topic) {
        return topics.partitions().of(topic);
    }

    /**
     * How records are appended.
     *
     * @param linger             how long a record waits for company; paid at each hop of a message
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
     * @param maxRecords     most records of a batch
     * @param maxBytes       most bytes of a batch
     * @param pace           between two reads of a group, so that what comes meanwhile is one batch: each has its price, a
     *                       record hardly one. Longer, up to 50 ms, where a batch takes longer; 0 is never to rest. The
     *                       first record after a while does not wait
     * @param minFetch       the broker answers a fetch when it has so much
     * @param fetchWait      or after so long; a partition that is resumed waits for the fetch of the idle others, as there
     *                       is one under way per broker
     * @param commitInterval how often done batches are committed
     * @param sessionTimeout a consumer that is silent for so long has lost its partitions: how long a crash stops them
     * @param revokeGrace    how long a partition that is taken away waits for the batch in hand
     */
    public record Source(
            @DefaultValue("500") int maxRecords,
            @DefaultValue("4MB") DataSize maxBytes,
            @DefaultValue("10ms") Duration pace,
            @DefaultValue("1B") DataSize minFetch,
            @DefaultValue("100ms") Duration fetchWait,
            @DefaultValue("200ms") Duration commitInterval,
            @DefaultValue("10s") Duration sessionTimeout,
            @DefaultValue("5s") Duration revokeGrace) {

        /** So long a stop and a rebalance may have to wait for it. */
        private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

        public Source {
            if (maxRecords < 1) {
                throw new IllegalArgumentException("im.kafka.source.max-records must be >= 1, was " + maxRecords);
            }
            if (maxBytes.toBytes() < 1) {
                throw new IllegalArgumentException("im.kafka.source.max-bytes must be >= 1B, was " + maxBytes);
            }
            if (minFetch.toBytes() < 1 || minFetch.toMegabytes() > 32) {
                throw new IllegalArgumentException("im.kafka.source.min-fetch must be 1B to 32MB, was " + minFetch);
            }
            atLeast("source.pace", Duration.ZERO, pace);
            atMost("source.pace", LONGEST_WAIT, pace);
            atLeast("source.fetch-wait", Duration.ofMillis(1), fetchWait);
            atMost("source.fetch-wait", LONGEST_WAIT, fetchWait);
            atLeast("source.commit-interval", Duration.ofMillis(1), commitInterval);
            atLeast("source.session-timeout", Duration.ofSeconds(6), sessionTimeout); // the broker's own lower bound
            atLeast("source.revoke-grace", Duration.ZERO, revokeGrace);
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
