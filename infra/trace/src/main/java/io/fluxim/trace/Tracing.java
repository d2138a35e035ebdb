package io.fluxim.trace;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.TraceParent;
import java.util.List;

/**
 * The traces of messages, best effort: what cannot be exported is dropped and counted, and nobody waits for it. Times are
 * {@link System#nanoTime()}. May be called from any thread.
 */
public interface Tracing {

    /** Traces nothing, and costs nothing. */
    Tracing OFF = new Tracing() {

        @Override
        public Spans begin(MessageId message, long since) {
            return Spans.NONE;
        }

        @Override
        public Spans proceed(Stage stage, List<TraceParent> parents) {
            return Spans.NONE;
        }

        @Override
        public void pushed(TraceParent parent, UserId receiver, long since) {}
    };

    /** Begins the trace of a message that was read then, with {@link Stage#SEND}, if it is sampled. */
    Spans begin(MessageId message, long since);

    /** Goes on with these traces: the stage has the messages in hand from now on. */
    Spans proceed(Stage stage, List<TraceParent> parents);

    /** A traced message came to this node then, and is written to one of its receiver's sockets now. */
    void pushed(TraceParent parent, UserId receiver, long since);
}
