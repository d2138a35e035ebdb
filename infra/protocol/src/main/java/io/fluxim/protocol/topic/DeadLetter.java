package io.fluxim.protocol.topic;

/**
 * A record that can never succeed, kept with its cause and origin.
 *
 * @param topic     where it stood
 * @param partition the same
 * @param offset    the same
 * @param at        its append time, Unix milliseconds
 * @param cause     why it is dead, for a reader
 * @param key       its key, byte for byte
 * @param value     its value, byte for byte
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of a foreign record, passed on and never compared
public record DeadLetter(String topic, int partition, long offset, long at, String cause, byte[] key, byte[] value) {}
