package io.fluxim.access.socket.push;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.TraceParent;
import io.fluxim.trace.Tracing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The end of the traces of one push's messages: the sockets of their receivers. */
final class PushTraces {

    /** Most spans of a push: a message to a large group would have one for each of its sessions here. */
    private static final int MAX_SPANS = 100;

    private static final Runnable NOTHING = () -> {};
    private static final PushTraces NONE = new PushTraces(Tracing.OFF, 0);

    private final Tracing tracing;
    /** When the push came. */
    private final long since;
    /** The traces that each receiver has a part in. */
    private final Map<UserId, List<TraceParent>> traced = new HashMap<>();
    /** Counted down by the sockets. */
    private final AtomicInteger left = new AtomicInteger(MAX_SPANS);

    private PushTraces(Tracing tracing, long since) {
        this.tracing = tracing;
        this.since = since;
    }

    static PushTraces of(Tracing tracing, Push push, long since) {
        if (tracing == Tracing.OFF || push.traces().isEmpty()) {
            return NONE;
        }
        PushTraces traces = new PushTraces(tracing, since);
        Map<MessageId, TraceParent> byMessage = new HashMap<>();
        push.traces().forEach(trace -> byMessage.putIfAbsent(trace.message(), trace));
        for (Push.Pushed pushed : push.messages()) {
            TraceParent trace = byMessage.get(pushed.message().id());
            if (trace != null) {
                pushed.receivers().forEach(receiver -> traces.add(receiver.user(), trace));
            }
        }
        return traces;
    }

    private void add(UserId receiver, TraceParent trace) {
        traced.computeIfAbsent(receiver, user -> new ArrayList<>()).add(trace);
    }

    /** To be run when one of this user's sockets has taken what the push has for them. */
    Runnable written(UserId receiver) {
        List<TraceParent> theirs = traced.get(receiver);
        return theirs == null ? NOTHING : () -> theirs.forEach(trace -> end(trace, receiver));
    }

    private void end(TraceParent trace, UserId receiver) {
        if (left.getAndDecrement() > 0) {
            tracing.pushed(trace, receiver, since);
        }
    }
}
