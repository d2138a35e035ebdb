package io.fluxim.access.socket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.protocol.frame.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.test.scheduler.VirtualTimeScheduler;

class IdleConnectionReaperTest {

    private final TestSessions made = new TestSessions();
    private final Sessions sessions = new Sessions();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final ConnectionProperties properties =
            new ConnectionProperties(DataSize.ofKilobytes(128), Duration.ofSeconds(30), Duration.ofSeconds(90));
    private final IdleConnectionReaper patrol = new IdleConnectionReaper(sessions, properties, made.clock, time);

    @BeforeEach
    void start() {
        patrol.run().subscribe();
    }

    @Test
    void givenSilence_whenTooLong_thenClosedAsIdle() {
        Session silent = session("phone");
        Session alive = session("web");
        pass(Duration.ofSeconds(90));
        alive.heard();
        pass(Duration.ofSeconds(1));
        assertThat(closed(silent)).contains(CloseCode.IDLE);
        assertThat(closed(alive)).isEmpty();
    }

    @Test
    void givenClientThatDoesNotRead_whenTooLong_thenClosedAsSlow() {
        Session slow = session("phone");
        Session quick = session("web");
        IntStream.range(0, 10).forEach(i -> slow.reply(new Frame.Pong("", 0)));
        pass(made.limits.slowAfter());
        assertThat(closed(slow)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(closed(slow)).contains(CloseCode.SLOW);
        assertThat(closed(quick)).isEmpty();
    }

    private Session session(String device) {
        Session session = made.greeted("ann", device, 0);
        sessions.add(session);
        return session;
    }

    private void pass(Duration duration) {
        made.clock.add(duration);
        time.advanceTimeBy(duration);
    }

    private static Optional<CloseCode> closed(Session session) {
        List<CloseCode> codes = new ArrayList<>();
        session.outbound().closing().subscribe(codes::add).dispose();
        return codes.stream().findFirst();
    }
}
