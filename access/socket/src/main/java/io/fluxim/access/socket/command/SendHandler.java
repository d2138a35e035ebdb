package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.KeyedRateLimiter;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.access.logic.message.Sends.Checked;
import io.fluxim.access.socket.session.Session;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import reactor.core.publisher.Mono;

/** Messages: looked up and charged by their receivers in order, then appended side by side in that order of start. */
final class SendHandler implements CommandRegistry.Handler<Command.Send> {

    private final Sends sends;
    private final KeyedRateLimiter<UserId> deliveries;

    SendHandler(Sends sends, KeyedRateLimiter<UserId> deliveries) {
        this.sends = sends;
        this.deliveries = deliveries;
    }

    @Override
    public Mono<Mono<Frame>> begin(Session session, Command.Send send) {
        long since = System.nanoTime();
        return sends.check(session.user(), send)
                .map(checked -> deliveries
                        .take(session.user(), checked.receivers())
                        .<Mono<Frame>>map(tooMany -> Mono.just(CommandRefusals.limited(send.ref(), tooMany)))
                        .orElseGet(() -> accepted(send.ref(), checked, since)));
    }

    private Mono<Frame> accepted(String ref, Checked checked, long since) {
        return sends.append(checked.envelope(), since)
                .map(at -> new Frame.Accepted(ref, checked.envelope().id(), at));
    }
}
