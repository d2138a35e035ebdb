package io.fluxim.access.socket.connection;

import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Ends the sessions of clients that have been slow for too long, or silent for too long. */
final class IdleConnectionReaper {

    /** How late a session may be found. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Sessions sessions;
    private final ConnectionProperties properties;
    private final Clock clock;
    private final Scheduler scheduler;

    IdleConnectionReaper(Sessions sessions, ConnectionProperties properties, Clock clock, Scheduler scheduler) {
        this.sessions = sessions;
        this.properties = properties;
        this.clock = clock;
        this.scheduler = scheduler;
    }

    /** Round after round, until cancelled. */
    Flux<Long> run() {
        return Flux.interval(EVERY, scheduler).onBackpressureDrop().doOnNext(tick -> round());
    }

    void round() {
        long now = clock.millis();
        sessions.all().forEach(session -> look(session, now));
    }

    private void look(Session session, long now) {
        if (session.outbound().slowForTooLong()) {
            session.close(CloseCode.SLOW);
        } else if (now - session.heardAt() > properties.idleAfter().toMillis()) {
            session.close(CloseCode.IDLE);
        }
    }
}
