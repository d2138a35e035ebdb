package io.fluxim.pipeline;

import io.fluxim.trace.Spans;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * A batch from its arrival to its commit, timed and traced over both its steps.
 *
 * @param ended told how it ended
 */
record Course(Consumer<SignalType> ended, Spans spans) {

    /** The first step: if it does not come to its end, that is the end. */
    <T> Mono<T> first(Mono<T> step) {
        return spans.within(step)
                .doOnError(error -> ended.accept(SignalType.ON_ERROR))
                .doOnCancel(() -> ended.accept(SignalType.CANCEL));
    }

    /** The last step, with which it ends. */
    Mono<Void> last(Mono<Void> step) {
        return spans.around(step).doFinally(ended);
    }
}
