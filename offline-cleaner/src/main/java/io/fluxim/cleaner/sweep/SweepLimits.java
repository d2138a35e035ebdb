package io.fluxim.cleaner.sweep;

import io.fluxim.inbox.Unreadable;
import java.time.Duration;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * Bounds of a sweep.
 *
 * @param age        older messages may go
 * @param page       most items read, asked for in the archive and deleted together
 * @param maxDeletes most references, and most bodies, that one sweep deletes
 * @param pace       rest after each page that was deleted, so that the stores serve others too
 * @param retries    how often a page is tried again before the sweep gives up
 * @param sideBySide inboxes, or conversations, that are cleaned at the same time
 */
public record SweepLimits(Duration age, int page, long maxDeletes, Duration pace, int retries, int sideBySide) {

    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    /** With the stores' own time limits, all tries of a page stay below the lease's time to live. */
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    /** For calls of stores. What is tried again is idempotent; what cannot be read is not tried again. */
    public RetryBackoffSpec patience() {
        return Retry.backoff(retries, FIRST_BACKOFF)
                .maxBackoff(LONGEST_BACKOFF)
                .filter(error -> !(error instanceof Unreadable))
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }
}
