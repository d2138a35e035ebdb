package io.fluxim.kafka;

/** What this module measures. Kafka's own client metrics ({@code kafka.consumer.*}, {@code kafka.producer.*}) are bound too. */
public enum KafkaMeters {
    /** Gauge, records, tags group, topic, partition: appended but not yet done by this consumer, sampled every 5 s. */
    LAG("im.kafka.lag"),
    /**
     * Gauge, seconds, tags group, topic, partition: the age of the oldest record that was read and is not done, as far as the
     * clocks of broker and consumer agree; 0 where there is none.
     */
    LAG_AGE("im.kafka.lag.age"),
    /** Gauge, records, tags group, topic, partition: read and not yet done; bounded, whatever the lag. */
    HELD("im.kafka.held"),
    /** Summary, records, tags group, topic: size of the batches handed out. */
    BATCH("im.kafka.batch"),
    /** Counter, records, tag topic: could not be decoded; a defect of the writer. */
    UNREADABLE("im.kafka.unreadable"),
    /** Counter, records, tag topic (where they stood): set aside in {@code im.dead-letter}; each is a defect. */
    DEAD_LETTERS("im.kafka.dead.letters"),
    /** Timer, tags topic, outcome (appended, too-large, unconfirmed): from the append to its acknowledgement. */
    APPEND("im.kafka.append"),
    /** Counter, records, tag topic: refused because too much was in flight. */
    REFUSED("im.kafka.refused"),
    /** Gauge, bytes: encoded and not yet acknowledged. */
    IN_FLIGHT("im.kafka.in.flight");

    private final String meter;

    KafkaMeters(String meter) {
        this.meter = meter;
    }

    /** Its name in the registry. */
    public String meter() {
        return meter;
    }
}
