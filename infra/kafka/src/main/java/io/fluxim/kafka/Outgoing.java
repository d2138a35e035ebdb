package io.fluxim.kafka;

/**
 * A record to append.
 *
 * @param topic     where
 * @param partition where exactly
 * @param key       what it is about; for readers and compaction, not for placement
 * @param value     what it says
 */
public record Outgoing<T>(Topic<T> topic, int partition, String key, T value) {}
