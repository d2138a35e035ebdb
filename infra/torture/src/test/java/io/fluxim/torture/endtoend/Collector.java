package io.fluxim.torture.endtoend;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What an OpenTelemetry collector is to an application: it takes spans by OTLP over HTTP, here on loopback. */
final class Collector implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A span, and the application that sent it. */
    record Collected(String service, Span span) {

        String name() {
            return span.getName();
        }

        String trace() {
            return hex(span.getTraceId());
        }

        String id() {
            return hex(span.getSpanId());
        }

        /** Empty for the first of a trace. */
        String parent() {
            return hex(span.getParentSpanId());
        }

        private static String hex(ByteString bytes) {
            return HexFormat.of().formatHex(bytes.toByteArray());
        }
    }

    private final HttpServer server;
    /** Guarded by this. */
    private final List<Collected> spans = new ArrayList<>();

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** The spans of a trace, once they are as wanted. */
    synchronized List<Collected> trace(String id, Predicate<List<Collected>> wanted) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!wanted.test(of(id))) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("the trace has only " + of(id));
            }
            wait(left);
        }
        return of(id);
    }

    synchronized List<Collected> all() {
        return List.copyOf(spans);
    }

    private List<Collected> of(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(
                    exchange.getRequestBody().readAllBytes());
            request.getResourceSpansList().forEach(this::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private synchronized void add(ResourceSpans some) {
        String service = some.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        some.getScopeSpansList()
                .forEach(scope -> scope.getSpansList().forEach(span -> spans.add(new Collected(service, span))));
        notifyAll();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
