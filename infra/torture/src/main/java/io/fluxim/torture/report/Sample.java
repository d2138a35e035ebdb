package io.fluxim.torture.report;

/**
 * What the clients saw in one second.
 *
 * @param second   which, from the start of the cell: 1 is the first
 * @param accepted answers {@code accepted}
 * @param received entries that devices took as their next
 */
public record Sample(long second, long accepted, long received) {}
