package io.fluxim.pipeline;

import io.fluxim.inbox.InDoubt;
import io.fluxim.pipeline.PipelineMeters.PipelineStage;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * How a batch in doubt tries again: without end, at once the first time, then with backoff and jitter. The lane waits, and is
 * loud about it: nothing may be skipped, since what has a seq must be published.
 */
final class InDoubtRetry {

    private static final Logger log = LoggerFactory.getLogger(InDoubtRetry.class);
    /** The first try is logged, then every tenth. */
    private static final int LOG_EVERY = 10;
    /** Doublings after which the wait is the longest one, whatever the shortest is. */
    private static final int DOUBLINGS = 20;

    private final PipelineProperties limits;
    private final PipelineMeters meters;

    InDoubtRetry(PipelineProperties limits, PipelineMeters meters) {
        this.limits = limits;
        this.meters = meters;
    }

    /** The policy for one lane of a stage. */
    Retry of(PipelineStage stage, int lane) {
        return Retry.from(signals -> signals.concatMap(signal -> {
            told(stage, lane, signal);
            return signal.totalRetries() == 0 ? Mono.just(0L) : Mono.delay(pause(signal.totalRetries()));
        }));
    }

    /** Doubles up to the longest, of which a random half is taken off so that lanes do not come back all at once. */
    private Duration pause(long tries) {
        long doubled = limits.doubtMin().toMillis() << Math.min(tries - 1, DOUBLINGS);
        long most = Math.max(1, Math.min(limits.doubtMax().toMillis(), doubled));
        return Duration.ofMillis(most - ThreadLocalRandom.current().nextLong(most / 2 + 1));
    }

    private void told(PipelineStage stage, int lane, Retry.RetrySignal signal) {
        meters.doubt(stage);
        boolean expected = signal.failure() instanceof InDoubt && signal.totalRetries() == 0;
        if (expected) {
            log.debug("in doubt: stage={} lane={} cause=\"{}\"", stage.tag(), lane, signal.failure());
        } else if (signal.totalRetries() % LOG_EVERY == 0) {
            log.warn(
                    "lane waits: stage={} lane={} tries={} cause=\"{}\"",
                    stage.tag(),
                    lane,
                    signal.totalRetries() + 1,
                    String.valueOf(signal.failure()));
        }
    }
}
