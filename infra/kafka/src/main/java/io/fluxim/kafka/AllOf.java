package io.fluxim.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One answer for several records: after the last outcome, the first failure if there was any, else its time. */
final class AllOf implements Pending.Outcome {

    private static final long NEVER = -1;

    private final AtomicInteger open;
    /** The first, once there is one. */
    private final AtomicReference<@Nullable AppendFailed> failure = new AtomicReference<>();

    private final Pending.Outcome caller;

    AllOf(int records, Pending.Outcome caller) {
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
