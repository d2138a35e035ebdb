package io.fluxim.kafka.source;

/**
 * How large a batch may grow. A single record may exceed bytes and weight.
 *
 * @param records most records in one, and of one poll; a larger batch costs latency, a smaller one round trips
 * @param bytes   most bytes of keys and values in one
 * @param weight  most weight in one, as its source weighs records
 */
public record BatchLimits(int records, long bytes, long weight) {

    public BatchLimits {
        atLeastOne("records", records);
        atLeastOne("bytes", bytes);
        atLeastOne("weight", weight);
    }

    private static void atLeastOne(String what, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(what + " of a batch must be >= 1, was " + limit);
        }
    }
}
