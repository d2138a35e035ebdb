package io.fluxim.trace;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.TraceParent;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Traces by OpenTelemetry's SDK, which samples by the trace's id: a message that is sent again is sampled again. */
final class OtelTracing implements Tracing, AutoCloseable {

    private static final String NAME = "io.fluxim";
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("fluxim.message");
    private static final AttributeKey<String> RECEIVER = AttributeKey.stringKey("fluxim.receiver");
    /** How many of its batch are traced: they share their time. */
    private static final AttributeKey<Long> TRACED = AttributeKey.longKey("fluxim.batch.traced");

    /** How long a span waits for company. */
    private static final Duration COMPANY = Duration.ofSeconds(1);

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final Duration flush;

    /**
     * @param application the service of its spans
     * @param exporter    where they go
     */
    OtelTracing(TracingProperties properties, String application, SpanExporter exporter, MeterRegistry registry) {
        Waiting waiting = new Waiting(properties.maxWaiting(), registry);
        SpanProcessor batches = BatchSpanProcessor.builder(new CountedExporter(exporter, waiting))
                .setScheduleDelay(COMPANY)
                .setMaxQueueSize(properties.maxWaiting())
                .setExporterTimeout(properties.timeout())
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(SERVICE, application)))
                .setIdGenerator(new MessageIds())
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.ratio())))
                .addSpanProcessor(new BoundedProcessor(batches, waiting))
                .build();
        this.tracer = provider.get(NAME);
        this.flush = properties.flush();
    }

    @Override
    public Spans begin(MessageId message, long since) {
        try (Scope beginning =
                Context.root().with(MessageIds.BEGINNING, message).makeCurrent()) {
            Span span = named(Stage.SEND, message)
                    .setNoParent()
                    .setStartTimestamp(epochNanos(since), TimeUnit.NANOSECONDS)
                    .startSpan();
            return span.getSpanContext().isSampled()
                    ? new Spans(List.of(new Spans.Started(message, span)))
                    : Spans.NONE;
        }
    }

    @Override
    public Spans proceed(Stage stage, List<TraceParent> parents) {
        if (parents.isEmpty()) {
            return Spans.NONE;
        }
        return new Spans(parents.stream()
                .map(parent -> new Spans.Started(
                        parent.message(),
                        following(stage, parent)
                                .setAttribute(TRACED, (long) parents.size())
                                .startSpan()))
                .toList());
    }

    @Override
    public void pushed(TraceParent parent, UserId receiver, long since) {
        following(Stage.PUSH, parent)
                .setAttribute(RECEIVER, receiver.value())
                .setStartTimestamp(epochNanos(since), TimeUnit.NANOSECONDS)
                .startSpan()
                .end();
    }

    /** Exports what has ended, for as long as that may take. */
    @Override
    public void close() {
        provider.shutdown().join(flush.toMillis(), TimeUnit.MILLISECONDS);
    }

    private SpanBuilder following(Stage stage, TraceParent parent) {
        SpanContext before = SpanContext.createFromRemoteParent(
                parent.message().hex(),
                SpanId.fromLong(parent.span()),
                TraceFlags.getSampled(),
                TraceState.getDefault());
        return named(stage, parent.message()).setParent(Context.root().with(Span.wrap(before)));
    }

    private SpanBuilder named(Stage stage, MessageId message) {
        return tracer.spanBuilder(stage.word()).setSpanKind(stage.kind()).setAttribute(MESSAGE, message.hex());
    }

    private static long epochNanos(long since) {
        Instant now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - (System.nanoTime() - since);
    }
}
