package io.fluxim.kafka;

/**
 * A record of a batch.
 *
 * @param offset its place in its partition
 * @param at     its append time, Unix milliseconds
 * @param value  what it holds
 */
public record Received<T>(long offset, long at, T value) {}
