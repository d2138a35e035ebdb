package io.fluxim.access.logic.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * {@code im.access.accept}: timer, a histogram: from the reading of a message, over the socket or HTTP, to Kafka's
 * acknowledgement; of those that were accepted.
 */
public final class AcceptMeters {

    private final Timer accept;

    public AcceptMeters(MeterRegistry registry) {
        this.accept = Timer.builder("im.access.accept")
                .description("From the reading of a message to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
    }

    /** @param since when it was read, on the clock of {@link System#nanoTime()} */
    void accepted(long since) {
        accept.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }
}
