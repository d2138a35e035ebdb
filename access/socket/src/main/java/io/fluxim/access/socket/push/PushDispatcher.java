package io.fluxim.access.socket.push;

import io.fluxim.access.socket.dialect.Dialect.Placed;
import io.fluxim.access.socket.dialect.PerDialect;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.access.socket.outbound.Pushed;
import io.fluxim.access.socket.push.PushMeters.Reason;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Frame;
import io.fluxim.protocol.topic.Push;
import io.fluxim.protocol.topic.Rejection;
import io.fluxim.trace.Tracing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Hands what was pushed to the sessions it is for: every session of a receiver, the sending one too. A message is encoded
 * once for a push and dialect, however many receive it. Never waits; what a session cannot take is dropped there.
 */
final class PushDispatcher {

    private final Sessions sessions;
    private final PushMeters meters;
    private final Tracing tracing;

    /** What one user receives of one push, in the order of their inbox. */
    private static final class Share {
        private final List<Placed> entries = new ArrayList<>();
        private final PerDialect<EncodedFrame> frame = new PerDialect<>(dialect -> dialect.push(entries, last()));
        private long oldest = Long.MAX_VALUE;

        void add(Push.Receiver receiver, PerDialect<byte[]> message, long at) {
            entries.add(new Placed(receiver.position(), message));
            oldest = Math.min(oldest, at);
        }

        long last() {
            return entries.get(entries.size() - 1).position().value();
        }
    }

    PushDispatcher(Sessions sessions, PushMeters meters, Tracing tracing) {
        this.sessions = sessions;
        this.meters = meters;
        this.tracing = tracing;
    }

    /** One push after the other, in the order of the topic. */
    void dispatch(Push push) {
        meters.received();
        long since = System.nanoTime();
        PushTraces traces = PushTraces.of(tracing, push, since);
        shares(push)
                .forEach((user, share) -> deliver(user, share, new Pushed(share.oldest, since, traces.written(user))));
        push.heads().forEach(this::tell);
        push.rejections().forEach(this::reject);
    }

    private Map<UserId, Share> shares(Push push) {
        Map<UserId, Share> shares = new LinkedHashMap<>();
        for (Push.Pushed pushed : push.messages()) {
            List<Push.Receiver> here =
                    pushed.receivers().stream().filter(this::isHere).toList();
            if (!here.isEmpty()) {
                Message message = pushed.message();
                PerDialect<byte[]> shared = new PerDialect<>(dialect -> dialect.share(message));
                here.forEach(receiver -> shares.computeIfAbsent(receiver.user(), user -> new Share())
                        .add(receiver, shared, message.at()));
            }
        }
        return shares;
    }

    private boolean isHere(Push.Receiver receiver) {
        if (sessions.has(receiver.user())) {
            return true;
        }
        meters.offline();
        return false;
    }

    private void deliver(UserId user, Share share, Pushed pushed) {
        sessions.of(user).forEach(session -> session.push(share.frame.in(session.dialect()), share.last(), pushed));
        meters.delivered(share.entries.size());
    }

    private void tell(Push.UserHead told) {
        for (Session session : sessions.of(told.user())) {
            if (session.behindIfNotTold(told.head())) {
                meters.behind(Reason.REPEAT);
            }
        }
    }

    private void reject(Rejection rejection) {
        Frame.Rejected frame =
                new Frame.Rejected(rejection.id(), rejection.clientMsgId(), rejection.code(), rejection.sentence());
        sessions.of(rejection.sender()).forEach(session -> session.tell(frame));
    }
}
