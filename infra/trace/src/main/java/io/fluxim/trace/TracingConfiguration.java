package io.fluxim.trace;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tracing for an application, where it is configured. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(TracingConfiguration.class);

    /**
     * Closed by Spring where there is something to close, after the flows, which have ended their spans by then.
     *
     * @param application its name: the service of its spans
     */
    @Bean
    Tracing tracing(
            TracingProperties properties,
            @Value("${spring.application.name:fluxim}") String application,
            MeterRegistry registry) {
        if (!properties.on()) {
            return Tracing.OFF;
        }
        LOG.info("tracing endpoint={} ratio={}", properties.endpoint(), properties.ratio());
        return new OtelTracing(properties, application, collector(properties), registry);
    }

    /** What fails is lost: a retry would only keep the next ones waiting. */
    private static SpanExporter collector(TracingProperties properties) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(properties.endpoint())
                .setTimeout(properties.timeout())
                .setConnectTimeout(properties.timeout())
                .setRetryPolicy(null)
                .build();
    }
}
