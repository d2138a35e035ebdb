package io.fluxim.protocol.topic;

import java.util.Arrays;

/**
 * A record that can never succeed, kept with its cause and origin.
 *
 * @param topic     where it stood
 * @param partition the same
 * @param offset    the same
 * @param at        its append time, Unix milliseconds
 * @param cause     why it is dead, for a reader
 * @param key       its key, byte for byte
 * @param value     its value, byte for byte; only its beginning where that was too large to be kept
 * @param size      bytes of the whole value
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a foreign record, passed on and never compared
public record DeadLetter(
        String topic, int partition, long offset, long at, String cause, byte[] key, byte[] value, int size) {

    /** Characters of a cause that are kept. */
    private static final int CAUSE = 1_000;

    /** One that is whole. */
    public DeadLetter(String topic, int partition, long offset, long at, String cause, byte[] key, byte[] value) {
        this(topic, partition, offset, at, cause, key, value, value.length);
    }

    /** Whether its value is not whole: it cannot be put back, but stands where it stood as long as its topic keeps it. */
    public boolean isCut() {
        return value.length < size;
    }

    /** The same with at most {@code maxBytes} bytes of key and value: a record that was compressed may be larger than any topic takes. */
    public DeadLetter within(int maxBytes) {
        byte[] some = Arrays.copyOf(key, Math.min(key.length, maxBytes));
        byte[] begin = Arrays.copyOf(value, Math.min(value.length, maxBytes - some.length));
        String why = cause.substring(0, Math.min(cause.length(), CAUSE));
        return new DeadLetter(topic, partition, offset, at, why, some, begin, size);
    }
}
