package io.fluxim.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Tells what became of the spans that waited. */
final class CountedExporter implements SpanExporter {

    private final SpanExporter exporter;
    private final Waiting waiting;

    CountedExporter(SpanExporter exporter, Waiting waiting) {
        this.exporter = exporter;
        this.waiting = waiting;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size(); // the caller clears it afterwards
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> {
            if (result.isSuccess()) {
                waiting.exported(count);
            } else {
                waiting.failed(count);
            }
        });
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
