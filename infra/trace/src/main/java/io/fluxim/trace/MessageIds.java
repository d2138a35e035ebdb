package io.fluxim.trace;

import io.fluxim.protocol.MessageId;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.IdGenerator;

/** The id of a message's trace is the message's: 128 bits of SHA-256, as random as any. */
final class MessageIds implements IdGenerator {

    /** Whose trace begins: to be in the current context then. */
    static final ContextKey<MessageId> BEGINNING = ContextKey.named("fluxim.message");

    private final IdGenerator random = IdGenerator.random();

    @Override
    public String generateSpanId() {
        return random.generateSpanId();
    }

    @Override
    public String generateTraceId() {
        MessageId message = Context.current().get(BEGINNING);
        return message == null ? random.generateTraceId() : message.hex();
    }
}
