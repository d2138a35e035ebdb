package io.fluxim.kafka.source;

import java.util.function.BiFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The second steps of a lane's work: one after another, each beside the first step of what comes after it. Asked by one
 * first step at a time.
 */
public final class SecondSteps {

    /** The one that begins is begun by the end of the one before it. */
    private static final int ENDING_AND_BEGUN = 2;

    private final Sinks.Many<Mono<Void>> begun = Sinks.many().unicast().onBackpressureBuffer();
    /** Completes when the last one that was begun has; never, if that has failed. */
    private Mono<Void> before = Mono.empty();

    private SecondSteps() {}

    /**
     * Completes when the second step has begun, which is when the one before it has ended well. How it ends itself is the
     * concern of the next one, and of the lane: it fails with it.
     */
    public Mono<Void> begin(Mono<Void> second) {
        return Mono.defer(() -> before).then(Mono.fromRunnable(() -> {
            Sinks.Empty<Void> ended = Sinks.empty();
            before = ended.asMono();
            begun.emitNext(second.doOnSuccess(done -> ended.tryEmitEmpty()), Sinks.EmitFailureHandler.FAIL_FAST);
        }));
    }

    /** Items one after another, each with its second steps; completes after the last of these, fails with whatever fails first. */
    static <T> Flux<Void> inOrder(Flux<T> items, BiFunction<T, SecondSteps, Publisher<Void>> process) {
        return Flux.defer(() -> {
            SecondSteps steps = new SecondSteps();
            Flux<Void> first =
                    items.concatMap(item -> process.apply(item, steps), 0).doOnComplete(steps.begun::tryEmitComplete);
            return Flux.merge(steps.begun.asFlux().flatMap(step -> step, ENDING_AND_BEGUN), first);
        });
    }
}
