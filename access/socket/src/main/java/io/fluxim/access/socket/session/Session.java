package io.fluxim.access.socket.session;

import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.access.socket.outbound.Outbound;
import io.fluxim.access.socket.outbound.Outbound.Offer;
import io.fluxim.access.socket.outbound.OutboundMeters;
import io.fluxim.access.socket.outbound.OutboundProperties;
import io.fluxim.access.socket.outbound.Pushed;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Frame;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;

/**
 * An authenticated user and device on one connection, and what this node knows that it knows.
 *
 * <p>Everything may be called from any thread. Before {@link #greet} nothing is sent: pushes are only remembered.
 */
public final class Session {

    private final String id = UUID.randomUUID().toString();
    private final Token token;
    private final Device device;
    private final Dialect dialect;
    private final Clock clock;
    private final Outbound outbound;
    private final InFlight inFlight = new InFlight();

    /** The highest position that this node has seen for the user since the session began: moved by every push. */
    private final AtomicLong seen = new AtomicLong();
    /** The highest position that the client was told of: moved by what is queued for it. */
    private final AtomicLong told = new AtomicLong();

    private volatile boolean greeted;
    private volatile long heardAt;

    public Session(
            Token token,
            Device device,
            Dialect dialect,
            OutboundProperties limits,
            OutboundMeters meters,
            Clock clock) {
        this.token = token;
        this.device = device;
        this.dialect = dialect;
        this.clock = clock;
        this.outbound = new Outbound(limits, meters, clock, this::behindFrame);
        this.heardAt = clock.millis();
    }

    public String id() {
        return id;
    }

    public Token token() {
        return token;
    }

    public UserId user() {
        return token.user();
    }

    public Device device() {
        return device;
    }

    /** What its client speaks. */
    public Dialect dialect() {
        return dialect;
    }

    public Outbound outbound() {
        return outbound;
    }

    /** Its commands that are not answered yet. */
    public InFlight inFlight() {
        return inFlight;
    }

    /** The highest position that the client may know of. */
    public long head() {
        return Math.max(told.get(), seen.get());
    }

    /** The highest position that the client was told of. */
    public long told() {
        return told.get();
    }

    /** The client was told of this position, in an answer. */
    public void told(long head) {
        raise(told, head);
    }

    /** Sends the first frame; what was pushed while its head was read is told right after it. */
    public void greet(Frame.Hello hello) {
        told(hello.head());
        reply(hello);
        greeted = true;
        if (seen.get() > hello.head()) {
            behind(seen.get());
        }
    }

    /** Sends an answer; one that finds no room ends the session. */
    public void reply(Frame frame) {
        if (outbound.reply(dialect.encode(frame)) == Offer.OVERFLOW) {
            close(CloseCode.OVERFLOW);
        }
    }

    /**
     * Sends entries, unless the client is slow or not greeted yet.
     *
     * @param upTo the last position among them
     */
    public void push(EncodedFrame entries, long upTo, Pushed pushed) {
        raise(seen, upTo);
        if (greeted && outbound.push(entries, pushed) == Offer.QUEUED) {
            told(upTo);
        }
    }

    /** Tells that the inbox reaches up to here; a slow client is told when it has drained. */
    public void behind(long head) {
        raise(seen, head);
        if (greeted && !outbound.owesBehind()) {
            told(head);
            reply(new Frame.Behind(head));
        }
    }

    /** Tells it unless the client has been told of as much already; whether there was something to tell. */
    public boolean behindIfNotTold(long head) {
        boolean lower = told.get() < head;
        if (lower) {
            behind(head);
        }
        return lower;
    }

    /** Tells of something that nobody asked for: best effort, left out before the client is greeted. */
    public void tell(Frame frame) {
        if (greeted) {
            reply(frame);
        }
    }

    /** Ends the session with {@code bye}. The first call decides. */
    public void close(CloseCode code) {
        close(code, OptionalLong.empty());
    }

    /**
     * Ends the session and asks the client not to come back before.
     *
     * @param reconnectAfter from now on
     */
    public void close(CloseCode code, Duration reconnectAfter) {
        close(code, OptionalLong.of(reconnectAfter.toMillis()));
    }

    /** Answers what has been received, and nothing more; completes when that is done and the client keeps up. */
    public Mono<Void> drain() {
        return inFlight.drain().then(outbound.room());
    }

    /** The connection has ended: nothing waits, and nobody waits for it. */
    public void dispose() {
        outbound.dispose();
        inFlight.abandon();
    }

    /** Something came from the client. */
    public void heard() {
        heardAt = clock.millis();
    }

    /** When something last came from the client, Unix milliseconds. */
    public long heardAt() {
        return heardAt;
    }

    private void close(CloseCode code, OptionalLong reconnectAfter) {
        outbound.close(
                code, dialect.encode(new Frame.Bye(code.number(), code.word(), code.reconnect(), reconnectAfter)));
    }

    private EncodedFrame behindFrame() {
        told(seen.get());
        return dialect.encode(new Frame.Behind(told.get()));
    }

    private static void raise(AtomicLong value, long to) {
        value.accumulateAndGet(to, Math::max);
    }
}
