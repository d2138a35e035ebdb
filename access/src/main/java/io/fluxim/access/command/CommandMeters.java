package io.fluxim.access.command;

import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@code im.access.commands{op,outcome}}: frames from clients, counted when they are answered.
 *
 * <p>{@code op} is send, sync, ack, ping, or unknown for what could not be read; {@code outcome} is ok or the word of the
 * error code that it was answered with. The sum is every frame received, but those whose connection ended first.
 */
public final class CommandMeters {

    /** What could not be read, or is no op. */
    static final String UNKNOWN = "unknown";

    private static final String OK = "ok";

    private final MeterRegistry registry;

    public CommandMeters(MeterRegistry registry) {
        this.registry = registry;
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
        registry.counter("im.access.commands", "op", op, "outcome", outcome).increment();
    }
}
