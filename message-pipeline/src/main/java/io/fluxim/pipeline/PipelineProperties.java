package io.fluxim.pipeline;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the pipeline.
 *
 * @param maxEntries most inbox entries written in one go and published in one part; more costs memory and latency, less
 *                   costs round trips. At least 1, at most 10,000
 * @param maxProofs  most heads remembered per lane, and as many marks; one that was evicted costs a restore. At
 *                   least 1,000
 * @param doubtMin   shortest wait before a batch in doubt tries again
 * @param doubtMax   longest wait; at least as long as the shortest
 */
@ConfigurationProperties("im.pipeline")
public record PipelineProperties(
        @DefaultValue("2000") int maxEntries,
        @DefaultValue("100000") int maxProofs,
        @DefaultValue("50ms") Duration doubtMin,
        @DefaultValue("5s") Duration doubtMax) {

    public PipelineProperties {
        if (maxEntries < 1 || maxEntries > 10_000) {
            throw new IllegalArgumentException("im.pipeline.max-entries must be 1 to 10000, was " + maxEntries);
        }
        if (maxProofs < 1_000) {
            throw new IllegalArgumentException("im.pipeline.max-proofs must be >= 1000, was " + maxProofs);
        }
        if (doubtMin.isNegative() || doubtMin.isZero()) {
            throw new IllegalArgumentException("im.pipeline.doubt-min must be positive, was " + doubtMin);
        }
        if (doubtMax.compareTo(doubtMin) < 0) {
            throw new IllegalArgumentException(
                    "im.pipeline.doubt-max must be >= doubt-min (" + doubtMin + "), was " + doubtMax);
        }
    }
}
