package io.fluxim.access.socket.outbound;

import io.fluxim.access.socket.outbound.Backlog.Batch;
import io.fluxim.access.socket.outbound.Backlog.Item;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/**
 * What waits to be written to one connection, in order, bounded.
 *
 * <p>Above the soft bound the connection is <em>slow</em>: pushes are dropped, since sync repairs them, and the reader of
 * commands waits for {@link #room}. Once it has drained to a quarter, one {@code behind} frame tells of the dropped ones.
 * Answers are never dropped: above the hard bound the offer is refused and the connection has to end.
 *
 * <p>A frame counts from its offer until the socket has taken it. Offers come from any thread; one reader drains.
 */
public final class Outbound {

    /** What became of an offered frame. */
    public enum Offer {
        QUEUED,
        DROPPED,
        OVERFLOW,
        CLOSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final OutboundMeters meters;
    private final Clock clock;
    private final Supplier<EncodedFrame> behind;
    private final Sinks.One<CloseCode> closing = Sinks.one();
    /** Guards itself and all that follows; nothing is signalled while its monitor is held. */
    private final Backlog backlog;

    private boolean closed;
    private @Nullable MonoSink<Batch> writer;
    /** Who waits for room. */
    private final List<MonoSink<Void>> waiting = new ArrayList<>();

    /** @param behind makes the frame that tells of dropped pushes; called when it is due */
    public Outbound(OutboundProperties limits, OutboundMeters meters, Clock clock, Supplier<EncodedFrame> behind) {
        this.backlog = new Backlog(limits, meters);
        this.meters = meters;
        this.clock = clock;
        this.behind = behind;
    }

    /** Offers an answer: {@link Offer#QUEUED}, {@link Offer#CLOSED}, or {@link Offer#OVERFLOW}: then close. */
    public Offer reply(EncodedFrame frame) {
        return offer(new Item(frame, Pushed.NOT), () -> backlog.admitAnswer(frame));
    }

    /** Offers a push: {@link Offer#QUEUED}, {@link Offer#DROPPED} or {@link Offer#CLOSED}. */
    public Offer push(EncodedFrame frame, Pushed pushed) {
        Offer outcome = offer(new Item(frame, pushed), backlog::admitPush);
        meters.pushed(outcome);
        return outcome;
    }

    /** Ends the connection: {@code bye} is the last frame, behind what waits, or alone if the connection is slow. */
    public void close(CloseCode code, EncodedFrame bye) {
        synchronized (backlog) {
            if (closed) {
                return;
            }
            closed = true;
            backlog.end(new Item(bye, Pushed.NOT), clock.millis());
        }
        meters.closed(code);
        closing.tryEmitValue(code);
        wakeWriter();
        tellOfRoom();
    }

    /** The code, once the server has decided to close. */
    public Mono<CloseCode> closing() {
        return closing.asMono();
    }

    /** Completes when the connection is not slow: at once, or when it has drained or ends. */
    public Mono<Void> room() {
        return Mono.create(sink -> {
            boolean now;
            synchronized (backlog) {
                now = closed || !backlog.slow();
                if (!now) {
                    waiting.add(sink);
                }
            }
            if (now) {
                sink.success();
            }
        });
    }

    /**
     * Whether a {@code behind} is owed anyway, once a slow connection has drained: then it must not be sent now. Says that
     * there is something to tell.
     */
    public boolean owesBehind() {
        synchronized (backlog) {
            return backlog.admitPush() == Offer.DROPPED;
        }
    }

    /** Whether the connection has been slow for longer than is allowed. */
    public boolean slowForTooLong() {
        synchronized (backlog) {
            return backlog.slowForTooLong(clock.millis());
        }
    }

    /**
     * Writes batch after batch as frames come; completes after {@code bye}. Subscribed once, by the connection.
     *
     * @param write hands frames to the socket; completes when it has taken them
     */
    public Mono<Void> drain(Function<List<EncodedFrame>, Mono<Void>> write) {
        return Mono.defer(this::next)
                .flatMap(batch -> write.apply(batch.frames()).thenReturn(batch))
                .doOnNext(this::written)
                .repeat()
                .takeUntil(Batch::last)
                .then();
    }

    /** Forgets what waits, when the connection has ended. */
    public void dispose() {
        synchronized (backlog) {
            closed = true;
            backlog.clear();
            writer = null;
        }
        tellOfRoom();
    }

    private Offer offer(Item item, Supplier<Offer> admission) {
        synchronized (backlog) {
            Offer outcome = closed ? Offer.CLOSED : admission.get();
            if (outcome != Offer.QUEUED) {
                return outcome;
            }
            backlog.add(item, clock.millis());
        }
        wakeWriter();
        return Offer.QUEUED;
    }

    private Mono<Batch> next() {
        return Mono.create(sink -> {
            synchronized (backlog) {
                writer = sink;
            }
            wakeWriter();
        });
    }

    private void written(Batch batch) {
        batch.items().stream()
                .map(Item::pushed)
                .filter(pushed -> pushed != Pushed.NOT)
                .forEach(this::written);
        boolean tell;
        synchronized (backlog) {
            if (!backlog.written(batch)) {
                return;
            }
            tell = backlog.takeDropped();
        }
        if (tell) {
            reply(behind.get());
        }
        tellOfRoom();
    }

    private void written(Pushed pushed) {
        meters.written(pushed);
        pushed.written().run();
    }

    /** Gives the writer what there is, if it waits. */
    private void wakeWriter() {
        MonoSink<Batch> idle;
        Batch batch;
        synchronized (backlog) {
            idle = writer;
            if (idle == null || backlog.isEmpty()) {
                return;
            }
            writer = null;
            batch = backlog.take();
        }
        idle.success(batch);
    }

    private void tellOfRoom() {
        List<MonoSink<Void>> told;
        synchronized (backlog) {
            told = List.copyOf(waiting);
            waiting.clear();
        }
        told.forEach(MonoSink::success);
    }
}
