package io.fluxim.access.socket.command;

import static java.util.Objects.requireNonNull;

import io.fluxim.access.gate.limit.KeyedRateLimiter;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.sync.SyncHandler;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * The commands there are. A new one is a record in {@link Command}, a reader of its fields in the dialect, and an entry here.
 *
 * <p>What holds for all of them is not in the entries: each takes of its connection's frames, and counts as in flight until
 * it is answered.
 */
public final class CommandRegistry {

    /** What happens to a command whose session drains. */
    enum WhileDraining {
        /** It begins work that could go on after the session. */
        REFUSED,
        SERVED
    }

    /**
     * Performs a command. The outer {@link Mono} completes when the command has been checked and has its place in the order; the
     * inner one does the work and gives the answer, or none. Each handler bounds the time that it takes.
     */
    interface Handler<C extends Command> {

        Mono<Mono<Frame>> begin(Session session, C command);

        /** Nothing is checked before the work begins. */
        static <C extends Command> Handler<C> unchecked(BiFunction<Session, C, Mono<Frame>> work) {
            return (session, command) -> Mono.just(work.apply(session, command));
        }
    }

    /**
     * One command.
     *
     * @param op    its word, in meters and logs too
     * @param limit what it takes of its user, over all their connections
     */
    record Entry<C extends Command>(
            Class<C> type,
            String op,
            WhileDraining whileDraining,
            Optional<KeyedRateLimiter<UserId>> limit,
            Handler<C> handler) {

        Mono<Mono<Frame>> begin(Session session, Command command) {
            return handler.begin(session, type.cast(command));
        }
    }

    private final Map<Class<?>, Entry<?>> entries;

    private CommandRegistry(List<Entry<?>> entries) {
        this.entries = entries.stream().collect(Collectors.toUnmodifiableMap(Entry::type, Function.identity()));
    }

    public static CommandRegistry of(Sends sends, SyncHandler syncs, RateLimits rates) {
        return new CommandRegistry(List.of(
                new Entry<>(
                        Command.Send.class,
                        "send",
                        WhileDraining.REFUSED,
                        Optional.of(rates.sends()),
                        new SendHandler(sends, rates.deliveries())),
                new Entry<>(
                        Command.Sync.class,
                        "sync",
                        WhileDraining.REFUSED,
                        Optional.empty(),
                        Handler.unchecked(syncs::sync)),
                new Entry<>(
                        Command.Ack.class,
                        "ack",
                        WhileDraining.SERVED,
                        Optional.empty(),
                        Handler.unchecked(
                                (session, ack) -> syncs.ack(session, ack).then(Mono.empty()))),
                new Entry<>(
                        Command.Ping.class,
                        "ping",
                        WhileDraining.SERVED,
                        Optional.empty(),
                        Handler.unchecked(syncs::ping))));
    }

    Entry<?> of(Command command) {
        return requireNonNull(entries.get(command.getClass()), "no command is without an entry");
    }

    Collection<Entry<?>> entries() {
        return entries.values();
    }
}
