package io.fluxim.access.gate.port;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.netty.http.server.HttpServer;

/**
 * Puts the bounds on the server of the clients' port, and, by META-INF/spring, on that of the management's: Boot gives it a
 * context of its own, which does not look here.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class PortBoundsConfiguration {

    /** @param bounds none in another application of the same process */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE) // after Boot's, which knows other keys
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> socketBounds(
            ObjectProvider<PortProperties> bounds, MeterRegistry registry) {
        return factory -> bounds.ifAvailable(given -> {
            refuseHttp2(factory.getHttp2());
            PortMeters meters = new PortMeters(registry);
            factory.addServerCustomizers(server -> bounded(server, given, meters));
        });
    }

    private static HttpServer bounded(HttpServer server, PortProperties bounds, PortMeters meters) {
        return server.idleTimeout(bounds.idleAfter())
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(
                                Math.toIntExact(bounds.maxLine().toBytes()))
                        .maxHeaderSize(Math.toIntExact(bounds.maxHeaders().toBytes())))
                .doOnChannelInit((observer, channel, remote) -> RequestGuard.install(channel, bounds, meters));
    }

    private static void refuseHttp2(@Nullable Http2 http2) {
        if (http2 != null && http2.isEnabled()) {
            throw new IllegalArgumentException(
                    "server.http2.enabled must be false, was true: streams of HTTP/2 are not bounded by im.access.socket");
        }
    }
}
