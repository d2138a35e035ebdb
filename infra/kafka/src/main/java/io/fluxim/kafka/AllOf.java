package io.fluxim.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/** One answer for several records: after the last outcome, the first failure if there was any. */
final class AllOf implements KafkaRecordSink.Outcome {

    private final AtomicInteger open;
    /** The first, once there is one. */
    private final AtomicReference<@Nullable AppendFailed> failure = new AtomicReference<>();

    private final MonoSink<Void> caller;

    AllOf(int records, MonoSink<Void> caller) {
        this.open = new AtomicInteger(records);
        this.caller = caller;
    }

    @Override
    public void appended(long at) {
        one();
    }

    @Override
    public void failed(AppendFailed cause) {
        failure.compareAndSet(null, cause);
        one();
    }

    private void one() {
        if (open.decrementAndGet() == 0) {
            AppendFailed cause = failure.get();
            if (cause == null) {
                caller.success();
            } else {
                caller.error(cause);
            }
        }
    }
}
