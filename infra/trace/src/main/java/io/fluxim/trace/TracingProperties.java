package io.fluxim.trace;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whether messages are traced, and where spans go; the same for all applications. Off by default.
 *
 * @param endpoint   of an OpenTelemetry collector that takes OTLP over HTTP, {@code http://host:4318/v1/traces}; empty: off
 * @param ratio      of the messages that are traced, 0 to 1; 0: off
 * @param maxWaiting most spans that wait for the collector, 512 to 65,536; others are dropped
 * @param timeout    longest wait for one answer of the collector, 100 ms to 1 minute; then its spans are lost
 * @param flush      longest wait for spans to be exported when the application stops, 0 to 30 s
 */
@ConfigurationProperties("im.tracing")
public record TracingProperties(
        @DefaultValue("") String endpoint,
        @DefaultValue("0.01") double ratio,
        @DefaultValue("4096") int maxWaiting,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("2s") Duration flush) {

    private static final String PREFIX = "im.tracing.";

    public TracingProperties {
        check(endpoint.isBlank() || isHttp(endpoint), "endpoint must be an http or https URL, was " + endpoint);
        check(ratio >= 0 && ratio <= 1, "ratio must be 0 to 1, was " + ratio);
        check(maxWaiting >= 512 && maxWaiting <= 65_536, "max-waiting must be 512 to 65536, was " + maxWaiting);
        check(timeout.toMillis() >= 100 && timeout.toMillis() <= 60_000, "timeout must be 100ms to 1m, was " + timeout);
        check(!flush.isNegative() && flush.toMillis() <= 30_000, "flush must be 0 to 30s, was " + flush);
    }

    /** Whether anything is traced. */
    boolean on() {
        return !endpoint.isBlank() && ratio > 0;
    }

    private static boolean isHttp(String url) {
        try {
            URI parsed = URI.create(url);
            return ("http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme()))
                    && parsed.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(PREFIX + message);
        }
    }
}
