package io.fluxim.torture.report;

/**
 * Heap of one process, in bytes: the most that was in use after a collection.
 *
 * @param process       its name, {@code access-1}
 * @param usualBytes    at the rate sustained
 * @param overloadBytes at three times that rate
 * @param limitBytes    what the process may use at most
 */
public record Heap(String process, long usualBytes, long overloadBytes, long limitBytes) {}
