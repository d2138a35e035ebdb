package io.fluxim.access.command;

import static java.util.Objects.requireNonNull;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    /** By op, of what went well, which is nearly all: not looked up in the registry for each frame. */
    private final Map<String, Counter> ok = new HashMap<>();

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
            ok.put(op, counter(op, OK));
            Arrays.stream(ErrorCode.values()).filter(ErrorCode::temporary).forEach(code -> counter(op, code.word()));
        }
    }

    /** @param since when it was read, on the clock of {@link System#nanoTime()} */
    void accepted(long since) {
        accept.record(System.nanoTime() - since, TimeUnit.NANOSECONDS);
    }

    void answered(String op, Frame answer) {
        if (answer instanceof Frame.Refused refused) {
            counter(op, refused.code().word()).increment();
        } else {
            done(op);
        }
    }

    void done(String op) {
        requireNonNull(ok.get(op)).increment();
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

    private Counter counter(String op, String outcome) {
        return registry.counter("im.access.commands", "op", op, "outcome", outcome);
    }
}
