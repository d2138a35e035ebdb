package io.fluxim.kafka.sink;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One answer for several records: after the last outcome, the first failure if there was any, else its time. */
final class CombinedOutcome implements PendingRecord.Outcome {

    private static final long NEVER = -1;

    private final AtomicInteger open;
    /** The first, once there is one. */
    private final AtomicReference<@Nullable AppendFailed> failure = new AtomicReference<>();

    private final PendingRecord.Outcome caller;

    CombinedOutcome(int records, PendingRecord.Outcome caller) {
        this.open = new AtomicInteger(records);
        this.caller = caller;
    }

    @Override
    public void appended(long at) {
        one(at);
    }

    @Override
    public void failed(AppendFailed cause) {
        failure.compareAndSet(null, cause);
        one(NEVER);
    }

    private void one(long at) {
        if (open.decrementAndGet() == 0) {
            AppendFailed cause = failure.get();
            if (cause == null) {
                caller.appended(at);
            } else {
                caller.failed(cause);
            }
        }
    }
}
