package io.fluxim.bench.report;

/** What the platform did for the messages of a step. */
public record Effort(Cpu cpu, Batches batches) {}
