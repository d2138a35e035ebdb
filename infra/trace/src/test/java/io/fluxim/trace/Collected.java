package io.fluxim.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

/** A collector in memory that answers as it is told to. */
final class Collected implements SpanExporter {

    private final List<SpanData> spans = new ArrayList<>();
    /** Of the next exports. */
    private volatile Supplier<CompletableResultCode> answer = CompletableResultCode::ofSuccess;

    void answer(Supplier<CompletableResultCode> next) {
        answer = next;
    }

    synchronized List<SpanData> spans() {
        return List.copyOf(spans);
    }

    synchronized SpanData only(String name) {
        List<SpanData> found =
                spans.stream().filter(span -> span.getName().equals(name)).toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " spans " + name);
        }
        return found.get(0);
    }

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> some) {
        spans.addAll(some);
        return answer.get();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
