package io.fluxim.bench.report;

/**
 * How much the platform handled together, on the average.
 *
 * @param messages of a batch that got its seqs
 * @param entries  of a batch of inbox entries
 * @param rows     of a batch that was archived
 */
public record Batches(double messages, double entries, double rows) {}
