package io.fluxim.access.command;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code im.access.commands{op,outcome}}: frames from clients, counted when they are answered.
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

    public CommandMeters(MeterRegistry registry) {
        this.registry = registry;
        for (String op : OPS) {
            counter(op, OK);
            Arrays.stream(ErrorCode.values()).filter(ErrorCode::temporary).forEach(code -> counter(op, code.word()));
        }
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
