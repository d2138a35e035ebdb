package io.fluxim.kafka;

import reactor.core.publisher.Flux;

/**
 * One partition for as long as it is ours.
 *
 * @param partition which
 * @param batches   in order from the last commit on; completes when the partition is given away. A batch is fetched
 *                  ahead, not more: a slow consumer pauses this partition alone
 */
public record Assigned<T>(int partition, Flux<Batch<T>> batches) {}
