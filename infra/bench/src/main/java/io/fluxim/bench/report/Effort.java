package io.fluxim.bench.report;

/**
 * What the platform did for the messages of a step.
 *
 * @param batches       that it handled
 * @param switches      from one thread to another, a message, over all processes
 * @param residentBytes that all processes had in the end
 */
public record Effort(Cpu cpu, Batches batches, double switches, long residentBytes) {}
