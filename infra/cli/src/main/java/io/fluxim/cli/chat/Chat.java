package io.fluxim.cli.chat;

import io.fluxim.client.Client;
import io.fluxim.client.Failed;
import io.fluxim.client.Outcome;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One chat: what is typed goes out, what the inbox gets is shown, each entry once and in order, over any number of
 * connections. All of it happens on the thread that calls {@link #run}.
 */
final class Chat {

    /** How often timers are looked at. */
    private static final Duration TICK = Duration.ofMillis(250);
    /** Half of what a server waits for a sign of life. */
    private static final Duration PING = Duration.ofSeconds(20);
    /** Between tries at what the server is too busy for. */
    private static final Duration BUSY = Duration.ofSeconds(1);
    /** How long a chat that reads a pipe stays to hear the answers. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(15);

    private final BlockingQueue<Event> events;
    private final Reporter reporter;
    private final Function<Client.Position, CompletableFuture<Client>> connections;
    private final WatermarkFile kept;
    private final Screen screen;
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final Reconnect reconnect = new Reconnect();

    // Moved by the thread of run() alone.
    private Optional<Client> client = Optional.empty();
    private Optional<Target> target = Optional.empty();
    private Client.Position seen;
    private long head;
    private Timer connectAt = Timer.now();
    private Timer pingAt = Timer.never();
    private Timer resendAt = Timer.never();
    private Timer leaveAt = Timer.never();
    private boolean greeted;
    private boolean leaving;
    private boolean left;

    /** @param connections makes one that begins at a position and tells the queue what it hears */
    Chat(
            BlockingQueue<Event> events,
            Function<Client.Position, CompletableFuture<Client>> connections,
            WatermarkFile kept,
            Screen screen) {
        this.events = events;
        this.reporter = new Reporter(events);
        this.connections = connections;
        this.kept = kept;
        this.screen = screen;
        this.seen = kept.load();
    }

    /** Returns when the user leaves; {@link Failed} when the server ends it for good, or lines stay unaccepted. */
    void run() throws InterruptedException {
        try {
            while (!left) {
                onTimers();
                Event event = events.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    on(event);
                }
                left |= leaving
                        && greeted
                        && seen.last() >= head
                        && unconfirmed.all().isEmpty();
            }
        } finally {
            kept.save(seen);
            client.ifPresent(Client::close);
        }
        if (!unconfirmed.all().isEmpty()) {
            throw new Failed(unconfirmed.all().size() + " message(s) were not accepted in time");
        }
    }

    private void onTimers() {
        if (connectAt.due()) {
            connectAt = Timer.never();
            connect();
        }
        if (pingAt.due()) {
            pingAt = Timer.in(PING);
            client.ifPresent(Client::ping);
        }
        if (resendAt.due()) {
            resendAt = Timer.never();
            unconfirmed.all().forEach(this::send);
        }
        left |= leaveAt.due();
    }

    private void on(Event event) {
        if (event instanceof Event.Typed typed) {
            typed(typed.line().strip());
        } else if (event instanceof Event.InputEnded) {
            leaving = true;
            leaveAt = Timer.in(LAST_WAIT);
        } else if (event instanceof Event.Greeted greeted) {
            greeted(greeted.head());
        } else if (event instanceof Event.Arrived arrived) {
            screen.show(arrived.entry());
            arrived(arrived.entry().position());
        } else if (event instanceof Event.Answered answered) {
            answered(answered.line(), answered.outcome());
        } else if (event instanceof Event.Rejected rejected) {
            screen.problem("rejected, and not delivered to anybody: " + rejected.code());
        } else if (event instanceof Event.Dismissed dismissed) {
            dismissed(dismissed);
        } else if (event instanceof Event.Lost lost && client.isPresent()) {
            lost(lost.reason());
        }
    }

    // --- the connection

    private void connect() {
        CompletableFuture<Client> connecting = connections.apply(seen);
        try {
            client = Optional.of(connecting.join());
        } catch (RuntimeException e) {
            if (handshake(e) instanceof WebSocketHandshakeException refused) {
                throw new Failed(
                        "the server refuses the connection (HTTP "
                                + refused.getResponse().statusCode() + "); start the chat again for a new token",
                        e);
            }
            lost("nobody answers");
        }
    }

    /** What the socket says, below what the futures between wrap around it. */
    private static Throwable handshake(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private void greeted(long head) {
        this.head = head;
        greeted = true;
        reconnect.succeeded();
        pingAt = Timer.in(PING);
        client.ifPresent(connected -> seen = startOf(connected));
        screen.note(head > seen.last() ? "connected, " + (head - seen.last()) + " new" : "connected, nothing new");
        unconfirmed.all().forEach(this::send);
    }

    /** In another epoch nothing was seen. */
    private Client.Position startOf(Client connected) {
        return connected.position().epoch().equals(seen.epoch())
                ? seen
                : new Client.Position(connected.position().epoch(), 0);
    }

    private void arrived(long position) {
        seen = new Client.Position(seen.epoch(), position);
        if (events.stream().noneMatch(Event.Arrived.class::isInstance)) { // once for those that came together
            kept.save(seen);
            client.ifPresent(Client::ack);
        }
    }

    private void lost(String reason) {
        client = Optional.empty();
        greeted = false;
        pingAt = Timer.never();
        Duration wait = reconnect.next();
        connectAt = Timer.in(wait);
        screen.problem(reason + "; trying again in " + wait.toMillis() + " ms");
    }

    private void dismissed(Event.Dismissed dismissed) {
        if (!dismissed.reconnect()) {
            throw new Failed("the server ended the session: " + dismissed.reason());
        }
        reconnect.notBefore(dismissed.reconnectAfter());
    }

    // --- what the user types

    private void typed(String line) {
        if (line.startsWith("/")) {
            command(line);
        } else if (!line.isEmpty()) {
            target.ifPresentOrElse(
                    to -> send(unconfirmed.add(to, line)),
                    () -> screen.problem("to whom? /to USER or /group GROUP first"));
        }
        screen.prompt();
    }

    private void command(String line) {
        String[] words = line.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        switch (words[0]) {
            case "/to" -> turnTo(new Target.User(argument));
            case "/group" -> turnTo(new Target.Group(argument));
            case "/quit" -> left = true;
            case "/help" ->
                screen.note("/to USER and /group GROUP choose who hears you, /quit leaves; the rest is sent");
            default -> screen.problem("there is no " + words[0] + "; /help lists what there is");
        }
    }

    private void turnTo(Target chosen) {
        target = Optional.of(chosen);
        screen.target(chosen);
    }

    // --- what becomes of it

    /** Before the greeting it waits with the others, which go then. */
    private void send(Unconfirmed.Line line) {
        client.filter(connected -> greeted)
                .ifPresent(connected -> outcome(connected, line)
                        .thenAccept(outcome -> reporter.put(new Event.Answered(line, outcome))));
    }

    private static CompletableFuture<Outcome> outcome(Client connected, Unconfirmed.Line line) {
        return line.to() instanceof Target.Group group
                ? connected.toGroup(group.id(), line.clientMsgId(), line.body())
                : connected.toUser(line.to().label(), line.clientMsgId(), line.body());
    }

    private void answered(Unconfirmed.Line line, Outcome outcome) {
        if (outcome instanceof Outcome.Accepted accepted) {
            unconfirmed.settle(line);
            screen.accepted(line, accepted.at());
        } else if (outcome instanceof Outcome.Refused refused && refused.temporary()) {
            screen.problem(refused.message() + " (" + refused.code() + "); sending it again in a moment");
            resendAt = Timer.in(BUSY);
        } else if (outcome instanceof Outcome.Refused refused) {
            unconfirmed.settle(line);
            screen.problem("not sent: " + refused.message() + " (" + refused.code() + ")");
        }
        // Unknown: the connection went, and the next one sends it again
    }
}
