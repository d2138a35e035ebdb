package io.fluxim.kafka.sink;

import io.fluxim.kafka.KafkaMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** {@link KafkaMeters#APPEND}: its timers, made once each. */
final class AppendTimers {

    /** What became of a record. */
    enum Result {
        APPENDED("appended"),
        TOO_LARGE("too-large"),
        UNCONFIRMED("unconfirmed");

        private final String tag;

        Result(String tag) {
            this.tag = tag;
        }

        static Result of(AppendFailed cause) {
            return cause instanceof AppendFailed.TooLarge ? TOO_LARGE : UNCONFIRMED;
        }
    }

    private record Key(String topic, Result result) {}

    private final MeterRegistry meters;
    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

    AppendTimers(MeterRegistry meters) {
        this.meters = meters;
    }

    /** @param since when it was to be appended, on the clock of {@link System#nanoTime()} */
    void record(String topic, Result result, long since) {
        timers.computeIfAbsent(new Key(topic, result), this::timer)
                .record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return meters.timer(KafkaMeters.APPEND.meter(), "topic", key.topic(), "outcome", key.result().tag);
    }
}
