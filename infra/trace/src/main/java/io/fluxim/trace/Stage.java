package io.fluxim.trace;

import io.opentelemetry.api.trace.SpanKind;
import java.util.Locale;

/** What happens to a message: the names of its trace's spans, in lower case. */
public enum Stage {
    /** At access: from the reading of the message to Kafka's acknowledgement. The beginning of the trace. */
    SEND(SpanKind.SERVER),
    /** In the pipeline: from the arrival of its batch to the commit, its publishing included. Follows {@link #SEND}. */
    SEQUENCE(SpanKind.CONSUMER),
    /** In the history sink: from the arrival of its batch to the commit. Follows {@link #SEQUENCE}. */
    HISTORY(SpanKind.CONSUMER),
    /** In the pipeline, once for each inbox partition with receivers: as SEQUENCE, which it follows. */
    INBOX(SpanKind.CONSUMER),
    /** At access, once for each session: from the arrival of the record to the writing to the socket. Follows {@link #INBOX}. */
    PUSH(SpanKind.CONSUMER);

    private final SpanKind kind;

    Stage(SpanKind kind) {
        this.kind = kind;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    SpanKind kind() {
        return kind;
    }
}
