package io.fluxim.pipeline;

import io.fluxim.inbox.InDoubt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.retry.Retry;

/**
 * How a batch in doubt tries again: without end, with backoff and jitter. The partition waits, and is loud about it: nothing
 * may be skipped, since what has a seq must be published.
 */
final class Doubt {

    private static final Logger log = LoggerFactory.getLogger(Doubt.class);
    /** Spread of the waits, so that partitions do not come back all at once. */
    private static final double JITTER = 0.5;
    /** One in so many tries is logged; the first always. */
    private static final int LOG_EVERY = 10;

    private final PipelineProperties limits;
    private final PipelineMeters meters;

    Doubt(PipelineProperties limits, PipelineMeters meters) {
        this.limits = limits;
        this.meters = meters;
    }

    /** The policy for one partition of a stage. */
    Retry of(PipelineMeters.Stage stage, int partition) {
        return Retry.backoff(Long.MAX_VALUE, limits.doubtMin())
                .maxBackoff(limits.doubtMax())
                .jitter(JITTER)
                .doBeforeRetry(signal -> told(stage, partition, signal));
    }

    private void told(PipelineMeters.Stage stage, int partition, Retry.RetrySignal signal) {
        meters.doubt(stage);
        boolean expected = signal.failure() instanceof InDoubt && signal.totalRetries() == 0;
        if (expected) {
            log.debug("in doubt: stage={} partition={} cause=\"{}\"", stage.tag(), partition, signal.failure());
        } else if (signal.totalRetries() % LOG_EVERY == 0) {
            log.warn(
                    "partition waits: stage={} partition={} tries={} cause=\"{}\"",
                    stage.tag(),
                    partition,
                    signal.totalRetries() + 1,
                    String.valueOf(signal.failure()));
        }
    }
}
