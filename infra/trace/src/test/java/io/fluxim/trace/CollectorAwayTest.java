package io.fluxim.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fluxim.protocol.MessageId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** The exporter that applications have, and a collector that does not take what it sends. */
class CollectorAwayTest {

    /** Of the exporter; longer than the bound, so that to wait for the answer is seen. */
    private static final Duration LONG = Duration.ofSeconds(20);

    private static final Duration BOUND = Duration.ofSeconds(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void givenNobodyListens_whenSpansEnd_thenTheyAreLostAndCounted() throws Exception {
        try (Socket bound = new Socket()) { // its port is taken, and refuses: it does not listen
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            OtelTracing tracing = tracing(bound.getLocalPort(), BOUND);
            endOne(tracing);
            tracing.close();
            assertThat(spans("failed")).isEqualTo(1);
            assertThat(spans("exported")).isZero();
        }
    }

    /** It has the connection, and never answers: what is waited for is the flush, not the answer. */
    @Test
    void givenACollectorThatHangs_whenTheApplicationStops_thenItStopsInTime() throws Exception {
        try (ServerSocket hangs = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            OtelTracing tracing = tracing(hangs.getLocalPort(), Duration.ofMillis(200));
            endOne(tracing);
            assertTimeoutPreemptively(BOUND, tracing::close);
            assertThat(spans("exported")).isZero();
        }
    }

    @Test
    void givenNoEndpoint_whenMade_thenNothingIsTracedAndNothingMeasured() {
        TracingProperties off = new TracingProperties("", 1, 4096, BOUND, BOUND);
        assertThat(new TracingConfiguration().tracing(off, "test", registry)).isSameAs(Tracing.OFF);
        assertThat(registry.getMeters()).isEmpty();
    }

    private OtelTracing tracing(int port, Duration flush) {
        TracingProperties properties =
                new TracingProperties("http://127.0.0.1:" + port + "/v1/traces", 1, 4096, LONG, flush);
        return (OtelTracing) new TracingConfiguration().tracing(properties, "test", registry);
    }

    private static void endOne(Tracing tracing) {
        tracing.begin(new MessageId("1".repeat(32)), System.nanoTime())
                .around(Mono.empty())
                .block();
    }

    private double spans(String outcome) {
        return registry.get("im.trace.spans").tag("outcome", outcome).counter().count();
    }
}
