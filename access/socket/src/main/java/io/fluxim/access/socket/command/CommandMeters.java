package io.fluxim.access.socket.command;

import static java.util.Objects.requireNonNull;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.frame.Frame;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code im.access.commands{op,outcome}}: frames from clients, counted when they are answered.
 *
 * <p>{@code op} is that of the {@link CommandRegistry}, or unknown for what could not be read; {@code outcome} is ok or the word of the
 * error code that it was answered with. The sum is every frame received, but those whose connection ended first.
 * What may succeed later is counted from 0 on, so that its first time is seen; other refusals appear with their first time.
 */
public final class CommandMeters {

    /** What could not be read, or is no op. */
    static final String UNKNOWN = "unknown";

    private static final String OK = "ok";

    private final MeterRegistry registry;
    /** By op, of what went well, which is nearly all: not looked up in the registry for each frame. */
    private final Map<String, Counter> ok = new HashMap<>();

    public CommandMeters(MeterRegistry registry, CommandRegistry commands) {
        this.registry = registry;
        commands.entries().forEach(entry -> countFromZero(entry.op()));
        countFromZero(UNKNOWN);
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

    private void countFromZero(String op) {
        ok.put(op, counter(op, OK));
        Arrays.stream(ErrorCode.values()).filter(ErrorCode::temporary).forEach(code -> counter(op, code.word()));
    }

    private Counter counter(String op, String outcome) {
        return registry.counter("im.access.commands", "op", op, "outcome", outcome);
    }
}
