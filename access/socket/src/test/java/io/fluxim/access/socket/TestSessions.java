package io.fluxim.access.socket;

import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.logic.TestClock;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.dialect.fluxim.JsonCodec;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.access.socket.outbound.OutboundMeters;
import io.fluxim.access.socket.outbound.OutboundProperties;
import io.fluxim.access.socket.session.Device;
import io.fluxim.access.socket.session.Session;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Frame;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Sessions without sockets: what would be written is kept. */
public final class TestSessions {

    /** What sessions speak unless something else is said. */
    private static final Dialect FLUXIM = new JsonCodec();

    public final MeterRegistry registry = new SimpleMeterRegistry();
    public final TestClock clock = new TestClock();
    public final OutboundProperties limits = new OutboundProperties(
            8, DataSize.ofKilobytes(64), 32, DataSize.ofMegabytes(3), Duration.ofSeconds(5), Duration.ofSeconds(1));
    private final OutboundMeters meters = new OutboundMeters(registry, clock);

    /** Not greeted, and nobody writes yet. */
    public Session open(String user, String device) {
        return open(user, device, FLUXIM);
    }

    private Session open(String user, String device, Dialect dialect) {
        UserId id = new UserId(user);
        Token token = new Token(
                id,
                Platform.LINUX,
                clock.millis(),
                clock.instant().plusSeconds(3600).toEpochMilli());
        return new Session(token, new Device(id, device), dialect, limits, meters, clock);
    }

    /** Greeted with this head. */
    public Session greeted(String user, String device, long head) {
        return greeted(user, device, FLUXIM, head);
    }

    /** The same for a client that speaks this dialect. */
    public Session greeted(String user, String device, Dialect dialect, long head) {
        Session session = open(user, device, dialect);
        session.greet(
                new Frame.Hello(session.id(), session.user(), device, "epoch", head, 0, new Frame.Limits(1, 1, 1, 1)));
        return session;
    }

    /** Writes whatever comes, at once; the frames so far and from now on. */
    public static List<String> written(Session session) {
        List<String> frames = Collections.synchronizedList(new ArrayList<>());
        session.outbound()
                .drain(batch -> Mono.fromRunnable(() -> batch.forEach(frame -> frames.add(text(frame)))))
                .subscribe();
        return frames;
    }

    public static String text(EncodedFrame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame.parts().forEach(bytes::writeBytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
