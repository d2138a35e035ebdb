package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.Limit;
import io.fluxim.access.gate.limit.RateLimiter;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.logic.message.SendProperties;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.sync.SyncHandler;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The commands of one session: checked one after the other in the order they came, then performed side by side in that
 * order of start, at most so many at once. While they wait, the socket is not read.
 */
public final class CommandHandler {

    /** Frames decoded ahead of the one that is checked; each at most as large as the frame limit. */
    private static final int AHEAD = 4;

    private final Sends sends;
    private final SyncHandler syncs;
    private final RateLimits rates;
    private final CommandProperties properties;
    private final SendProperties sendProperties;
    private final CommandMeters meters;

    public CommandHandler(
            Sends sends,
            SyncHandler syncs,
            RateLimits rates,
            CommandProperties properties,
            SendProperties sendProperties,
            CommandMeters meters) {
        this.sends = sends;
        this.syncs = syncs;
        this.rates = rates;
        this.properties = properties;
        this.sendProperties = sendProperties;
        this.meters = meters;
    }

    /** Answers what comes, until nothing comes any more. Fails only where {@code inbound} fails. */
    public Mono<Void> handle(Session session, Flux<Decoded> inbound) {
        RateLimiter frames = rates.budget(Limit.FRAMES, properties.frames());
        return inbound.doOnNext(decoded -> session.inFlight().begin())
                .concatMap(decoded -> started(session, frames, decoded), AHEAD)
                .flatMap(
                        answer -> replied(session, answer),
                        properties.maxInFlight(),
                        1) // subscribes in order: the log's
                .then();
    }

    private static Mono<Frame> replied(Session session, Mono<Frame> answer) {
        return answer.doOnSuccess(frame -> {
            if (frame != null) {
                session.reply(frame);
            }
            session.inFlight().end();
        });
    }

    /** What remains to be done, once the command has been checked. A client that does not read is not served further. */
    private Mono<Mono<Frame>> started(Session session, RateLimiter frames, Decoded decoded) {
        return session.outbound().room().then(Mono.defer(() -> checked(session, frames, decoded)));
    }

    private Mono<Mono<Frame>> checked(Session session, RateLimiter frames, Decoded decoded) {
        if (decoded instanceof Decoded.NotUnderstood bad) {
            Frame answer = frames.take()
                    .map(tooMany -> CommandRefusals.limited(bad.answer().ref(), tooMany))
                    .orElse(bad.answer());
            return Mono.just(answered(CommandMeters.UNKNOWN, Mono.just(answer)));
        }
        Command command = ((Decoded.Understood) decoded).command();
        String op = CommandMeters.op(command);
        return stopping(session, command)
                .or(() -> overRate(session, frames, command))
                .map(refused -> Mono.just(Mono.<Frame>just(refused)))
                .orElseGet(() -> work(session, command))
                .onErrorResume(e -> Mono.just(Mono.just(CommandRefusals.unchecked(op, command.ref(), e))))
                .map(work ->
                        answered(op, work.onErrorResume(e -> Mono.just(CommandRefusals.failed(op, command.ref(), e)))));
    }

    /** A node that stops begins nothing that could go on after it; acks and pings are taken to the end. */
    private static Optional<Frame.Refused> stopping(Session session, Command command) {
        boolean work = command instanceof Command.Send || command instanceof Command.Sync;
        return work && session.inFlight().draining()
                ? Optional.of(CommandRefusals.stopping(command.ref()))
                : Optional.empty();
    }

    private Optional<Frame.Refused> overRate(Session session, RateLimiter frames, Command command) {
        return frames.take()
                .or(() -> command instanceof Command.Send ? rates.sends().take(session.user()) : Optional.empty())
                .map(tooMany -> CommandRefusals.limited(command.ref(), tooMany));
    }

    private Mono<Mono<Frame>> work(Session session, Command command) {
        if (command instanceof Command.Send send) {
            long since = System.nanoTime();
            return sends.check(session.user(), send)
                    .timeout(sendProperties.checkTimeout())
                    .map(checked -> rates.deliveries()
                            .take(session.user(), checked.receivers())
                            .<Mono<Frame>>map(tooMany -> Mono.just(CommandRefusals.limited(send.ref(), tooMany)))
                            .orElseGet(() -> accepted(send.ref(), checked.envelope(), since)
                                    .timeout(sendProperties.sendTimeout())));
        }
        if (command instanceof Command.Sync sync) {
            return Mono.just(syncs.sync(session, sync));
        }
        if (command instanceof Command.Ack ack) {
            return Mono.just(syncs.ack(session, ack).then(Mono.empty()));
        }
        return Mono.just(syncs.ping(session, (Command.Ping) command));
    }

    private Mono<Frame> accepted(String ref, Envelope envelope, long since) {
        return sends.append(envelope, since).map(at -> new Frame.Accepted(ref, envelope.id(), at));
    }

    private Mono<Frame> answered(String op, Mono<Frame> answer) {
        return answer.doOnSuccess(frame -> {
            if (frame == null) {
                meters.done(op);
            } else {
                meters.answered(op, frame);
            }
        });
    }
}
