package io.fluxim.kafka.flow;

import io.fluxim.kafka.source.BatchSource;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Something that runs as long as its application does.
 *
 * @param name  for meters and logs
 * @param run   makes it anew for each start; its elements do not matter
 * @param drain asks it to finish what is in hand and take nothing new; completes when that is done, and the flow is
 *              cancelled then. Subscribed again after the cancellation, to learn when everything is let go
 */
public record Flow(String name, Supplier<? extends Publisher<?>> run, Supplier<Mono<Void>> drain) {

    /** A flow that reads a source. */
    public static Flow of(String name, BatchSource<?> source, Supplier<? extends Publisher<?>> run) {
        return new Flow(name, run, source::drain);
    }

    /** A flow that has nothing in hand that a cancellation would lose. */
    public static Flow of(String name, Supplier<? extends Publisher<?>> run) {
        return new Flow(name, run, Mono::empty);
    }
}
