package io.fluxim.pipeline;

import io.fluxim.trace.Spans;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** A batch from its arrival to its end, timed and traced over all its steps: the first end that comes is the end. */
final class BatchObservation {

    private final Consumer<SignalType> timer;
    private final Spans spans;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param timer told once how it ended */
    BatchObservation(Consumer<SignalType> timer, Spans spans) {
        this.timer = timer;
        this.spans = spans;
    }

    Spans spans() {
        return spans;
    }

    /** A step that others follow: it is the end where it fails, or is cancelled. */
    <T> Mono<T> step(Mono<T> step) {
        return step.doOnError(this::failed).doOnCancel(() -> end(SignalType.CANCEL));
    }

    /** The step with which it ends. */
    Mono<Void> last(Mono<Void> step) {
        return step(step).doOnSuccess(done -> end(SignalType.ON_COMPLETE));
    }

    private void failed(Throwable error) {
        if (!ended.get()) {
            spans.failed(error);
        }
        end(SignalType.ON_ERROR);
    }

    private void end(SignalType how) {
        if (ended.compareAndSet(false, true)) {
            spans.end();
            timer.accept(how);
        }
    }
}
