package io.fluxim.trace;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.topic.TraceParent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** The spans of the traced messages that one stage has in hand: they end together, with the work. */
public final class Spans {

    /** Of messages that nobody traces. */
    public static final Spans NONE = new Spans(List.of());

    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    private final List<Started> all;
    /** A message that stands in the batch twice goes on from the first. */
    private final Map<MessageId, TraceParent> parents = new LinkedHashMap<>();

    /** A span that has begun. */
    record Started(MessageId message, Span span) {

        TraceParent parent() {
            String id = span.getSpanContext().getSpanId();
            return new TraceParent(message, Long.parseUnsignedLong(id, 16));
        }
    }

    Spans(List<Started> all) {
        this.all = all;
        all.forEach(started -> parents.putIfAbsent(started.message(), started.parent()));
    }

    /** Whether nothing is traced here. */
    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** What the next stage is to be told of this message: nothing, unless it is traced. */
    public List<TraceParent> of(MessageId message) {
        TraceParent parent = parents.get(message);
        return parent == null ? List.of() : List.of(parent);
    }

    /** The same of several, each once. */
    public List<TraceParent> of(Stream<MessageId> messages) {
        return messages.distinct().map(parents::get).filter(Objects::nonNull).toList();
    }

    /** The same work; the spans end with it, however it ends. To be subscribed once. */
    public <T> Mono<T> around(Mono<T> work) {
        if (all.isEmpty()) {
            return work;
        }
        return work.doOnError(this::failed).doFinally(signal -> end());
    }

    /** They end now: to be told once. */
    public void end() {
        all.forEach(one -> one.span().end());
    }

    /** What they are of has failed, and is about to end. */
    public void failed(Throwable error) {
        all.forEach(one -> one.span()
                .setStatus(StatusCode.ERROR)
                // its kind alone: its words could hold what a message says
                .setAttribute(ERROR, error.getClass().getName()));
    }
}
