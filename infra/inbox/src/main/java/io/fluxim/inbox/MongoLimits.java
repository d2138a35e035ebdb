package io.fluxim.inbox;

import java.time.Duration;

/**
 * Bounds of the adapters of MongoDB.
 *
 * @param read       longest wait for one read
 * @param write      longest wait for one write; it may have happened all the same
 * @param sideBySide reads that one call has in flight at a time
 */
public record MongoLimits(Duration read, Duration write, int sideBySide) {}
