package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The end of every session of a node that stops. What was received is answered and the answers are written; then {@code bye}
 * asks the client to come back after a time of its own, and the connection is closed. The sessions begin to end one portion
 * after the other; none waits for another's answers.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** Portions of sessions that are told to go together. */
    private static final int PORTIONS = 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);
    /** For what comes after the last close frame: routes are taken back. */
    private static final Duration CLEAN_UP = Duration.ofSeconds(2);

    private final WebSocketEdge edge;
    private final Sessions sessions;
    private final DrainProperties properties;
    private final Duration patience;
    /** Sessions that were told to go before their answers were written; raised by each of them. */
    private final AtomicInteger cutShort = new AtomicInteger();

    /** @param grace how long a connection may take to end once it was told to */
    Drain(WebSocketEdge edge, Sessions sessions, DrainProperties properties, Duration grace) {
        this.edge = edge;
        this.sessions = sessions;
        this.properties = properties;
        this.patience = longest(properties, grace);
    }

    /** The longest that a drain takes. */
    static Duration longest(DrainProperties properties, Duration grace) {
        return properties.spread().plus(properties.answerWithin()).plus(grace).plus(CLEAN_UP);
    }

    /** Completes when no connection is left, or after its longest time. Never fails. */
    Mono<Void> run() {
        return Mono.defer(() -> {
            List<Session> all = new ArrayList<>(sessions.all());
            LOG.info("drain_began sessions={} commands={}", all.size(), commands(all));
            return goodbyes(all)
                    .then(empty())
                    .timeout(patience)
                    .onErrorResume(e -> Mono.empty())
                    .then(Mono.fromRunnable(
                            () -> LOG.info("drain_ended connections={} cut_short={}", edge.open(), cutShort.get())));
        });
    }

    private Mono<Void> goodbyes(List<Session> all) {
        if (all.isEmpty()) {
            return Mono.empty();
        }
        Collections.shuffle(all);
        return Flux.fromIterable(all)
                .buffer(1 + all.size() / PORTIONS)
                .concatMap(portion ->
                        Mono.just(portion).delayElement(properties.spread().dividedBy(PORTIONS)))
                .flatMapIterable(portion -> portion)
                .flatMap(this::goodbye, all.size()) // each only waits
                .then();
    }

    private Mono<Void> goodbye(Session session) {
        return session.drain()
                .timeout(properties.answerWithin(), Mono.fromRunnable(cutShort::incrementAndGet))
                .then(Mono.fromRunnable(() -> session.close(CloseCode.SHUTDOWN, reconnectAfter())));
    }

    private Duration reconnectAfter() {
        long most = properties.reconnectWithin().toMillis();
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }

    /** Who came in through the door as it closed is sent home, too. */
    private Mono<Void> empty() {
        return Flux.interval(Duration.ZERO, LOOK_EVERY)
                .onBackpressureDrop()
                .concatMap(tick -> goodbyes(late()).thenReturn(tick), 1)
                .takeUntil(tick -> edge.open() == 0)
                .then();
    }

    private List<Session> late() {
        return new ArrayList<>(sessions.all().stream()
                .filter(session -> !session.inFlight().draining())
                .toList());
    }

    private static int commands(List<Session> sessions) {
        return sessions.stream().mapToInt(session -> session.inFlight().count()).sum();
    }
}
