package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.Limit;
import io.fluxim.access.gate.limit.RateLimiter;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.socket.command.CommandRegistry.WhileDraining;
import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.session.Session;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The commands of one session: checked one after the other in the order they came, then performed side by side in that
 * order of start, at most a fixed number at once. While they wait, the socket is not read.
 */
public final class CommandHandler {

    /** Frames decoded ahead of the one that is checked; each at most as large as the frame limit. */
    private static final int AHEAD = 4;

    private final CommandRegistry commands;
    private final RateLimits rates;
    private final CommandProperties properties;
    private final CommandMeters meters;

    public CommandHandler(
            CommandRegistry commands, RateLimits rates, CommandProperties properties, CommandMeters meters) {
        this.commands = commands;
        this.rates = rates;
        this.properties = properties;
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
        CommandRegistry.Entry<?> entry = commands.of(command);
        String op = entry.op();
        return stopping(session, entry, command)
                .or(() -> overRate(session, frames, entry, command))
                .map(refused -> Mono.just(Mono.<Frame>just(refused)))
                .orElseGet(() -> entry.begin(session, command))
                .onErrorResume(e -> Mono.just(Mono.just(CommandRefusals.unchecked(op, command.ref(), e))))
                .map(work ->
                        answered(op, work.onErrorResume(e -> Mono.just(CommandRefusals.failed(op, command.ref(), e)))));
    }

    private static Optional<Frame.Refused> stopping(Session session, CommandRegistry.Entry<?> entry, Command command) {
        return entry.whileDraining() == WhileDraining.REFUSED
                        && session.inFlight().draining()
                ? Optional.of(CommandRefusals.stopping(command.ref()))
                : Optional.empty();
    }

    private static Optional<Frame.Refused> overRate(
            Session session, RateLimiter frames, CommandRegistry.Entry<?> entry, Command command) {
        return frames.take()
                .or(() -> entry.limit().flatMap(limit -> limit.take(session.user())))
                .map(tooMany -> CommandRefusals.limited(command.ref(), tooMany));
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
