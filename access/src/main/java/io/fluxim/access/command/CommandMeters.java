package io.fluxim.access.command;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * {@code im.access.accept}: timer, a histogram: from the reading of a message, over the socket or HTTP, to Kafka's
 * acknowledgement; of those that were accepted.
 *
 * <p>{@code im.access.commands{op,outcome}}: frames from clients, counted when they are answered.
 *
 * <p>{@code op} is send, sync, ack, ping, or unknown for what could not be read; {@code outcome} is ok or the word of the
 * error code that it was answered with. The sum is every frame received, but those whose connection ended first.
 * What may succeed later is counted from 0 on, so that its first time is seen; other refusals appear with their first time.
 */
public final class CommandMeters {

    /** What could not be read, or is no op. */
    static final String UNKNOWN = "unknown";

    private static final String OK = "ok";
    private static final List<String> OPS = List.of("send", "sync", "ack", "ping", UNKNOWN);

    private final MeterRegistry registry;
    /** By op and outcome, so that a frame does not look its counter up in the registry. */
    private final Map<String, Map<String, Counter>> counters = new ConcurrentHashMap<>();

    private final Timer accept;

    public CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        this.accept = Timer.builder("im.access.accept")
                .description("From the reading of a message to Kafka's acknowledgement")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30))
                .register(registry);
        for (String op : OPS) {
            counter(op, OK);
            Arrays.stream(ErrorCode.values()).filter(ErrorCode::temporary).forEach(code -> counter(op, code.word()));
        }
    }

    /** @param since when it was read, on the clock of {@link System#nanoTime()} */
    void accepted(long since) {
        accept.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    void answered(String op, Frame answer) {
        count(op, answer instanceof Frame.Refused refused ? refused.code().word() : OK);
    }

    void done(String op) {
        count(op, OK);
    }

    static String op(Command command) {
        if (command instanceof Command.Send) {
            return "send";
        }
        if (command instanceof Command.Sync) {
            return "sync";
        }
        return command instanceof Command.Ack ? "ack" : "ping";
    }

    private void count(String op, String outcome) {
        counter(op, outcome).increment();
    }

    private Counter counter(String op, String outcome) {
        return counters.computeIfAbsent(op, absent -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        outcome, absent -> registry.counter("im.access.commands", "op", op, "outcome", outcome));
    }
}
