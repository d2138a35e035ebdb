package io.fluxim.access.outbound;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

    /** Frames handed to the socket together, and bytes from which on no further one is added: a flush's worth. */
    private static final int BATCH_FRAMES = 64;

    private static final int BATCH_BYTES = 256 * 1024;
    /** Not a pushed message: no latency to measure. */
    private static final long NO_TIME = -1;

    private record Item(EncodedFrame frame, long at) {}

    private record Batch(List<Item> items, int bytes, boolean last) {

        List<EncodedFrame> frames() {
            return items.stream().map(Item::frame).toList();
        }
    }

    private final OutboundProperties limits;
    private final OutboundMeters meters;
    private final Clock clock;
    private final Supplier<EncodedFrame> behind;
    private final Sinks.One<CloseCode> closing = Sinks.one();

    // Guarded by the queue's monitor; nothing is signalled while it is held.
    private final Deque<Item> queue = new ArrayDeque<>();
    private int frames;
    private long bytes;
    private boolean slow;
    private long slowSince;
    private boolean dropped;
    private @Nullable CloseCode closed;
    private @Nullable MonoSink<Batch> writer;
    private @Nullable MonoSink<Void> reader;

    /** @param behind makes the frame that tells of dropped pushes; called when it is due */
    public Outbound(OutboundProperties limits, OutboundMeters meters, Clock clock, Supplier<EncodedFrame> behind) {
        this.limits = limits;
        this.meters = meters;
        this.clock = clock;
        this.behind = behind;
    }

    /** Offers an answer: {@link Offer#QUEUED}, {@link Offer#CLOSED}, or {@link Offer#OVERFLOW}: then close. */
    public Offer reply(EncodedFrame frame) {
        return offer(new Item(frame, NO_TIME), this::admitReply);
    }

    /**
     * Offers a push: {@link Offer#QUEUED}, {@link Offer#DROPPED} or {@link Offer#CLOSED}.
     *
     * @param at the message's time, Unix milliseconds
     */
    public Offer push(EncodedFrame frame, long at) {
        Offer outcome = offer(new Item(frame, at), item -> admitPush());
        meters.pushed(outcome);
        return outcome;
    }

    /** Ends the connection: {@code bye} is the last frame, behind what waits, or alone if the connection is slow. */
    public void close(CloseCode code, EncodedFrame bye) {
        MonoSink<Batch> waiting;
        Batch batch;
        synchronized (queue) {
            if (closed != null) {
                return;
            }
            if (slow) {
                discard();
            }
            closed = code;
            add(new Item(bye, NO_TIME));
            waiting = takeWriter();
            batch = waiting == null ? null : take();
        }
        meters.closed(code);
        closing.tryEmitValue(code);
        if (waiting != null && batch != null) {
            waiting.success(batch);
        }
        wakeReader();
    }

    /** The code, once the server has decided to close. */
    public Mono<CloseCode> closing() {
        return closing.asMono();
    }

    /** Completes when the connection is not slow: at once, or when it has drained. For one subscriber at a time. */
    public Mono<Void> room() {
        return Mono.create(sink -> {
            boolean now;
            synchronized (queue) {
                now = !slow || closed != null;
                reader = now ? null : sink;
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
        synchronized (queue) {
            dropped |= slow;
            return slow;
        }
    }

    /** Whether the connection has been slow for longer than is allowed. */
    public boolean slowForTooLong() {
        synchronized (queue) {
            return slow && clock.millis() - slowSince > limits.slowAfter().toMillis();
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
        synchronized (queue) {
            meters.changed(-frames, -bytes);
            queue.clear();
            frames = 0;
            bytes = 0;
            if (closed == null) {
                closed = CloseCode.SHUTDOWN;
            }
            writer = null;
            reader = null;
        }
    }

    private Offer offer(Item item, Function<Item, Offer> admission) {
        MonoSink<Batch> waiting;
        Batch batch;
        synchronized (queue) {
            Offer outcome = closed == null ? admission.apply(item) : Offer.CLOSED;
            if (outcome != Offer.QUEUED) {
                return outcome;
            }
            add(item);
            waiting = takeWriter();
            batch = waiting == null ? null : take();
        }
        if (waiting != null && batch != null) {
            waiting.success(batch);
        }
        return Offer.QUEUED;
    }

    private Offer admitReply(Item item) {
        boolean fits = frames < limits.hardFrames()
                && bytes + item.frame().bytes() <= limits.hardSize().toBytes();
        return fits ? Offer.QUEUED : Offer.OVERFLOW;
    }

    private Offer admitPush() {
        if (slow) {
            dropped = true;
            return Offer.DROPPED;
        }
        return Offer.QUEUED;
    }

    private void add(Item item) {
        queue.add(item);
        count(1, item.frame().bytes());
        if (!slow
                && (frames >= limits.softFrames() || bytes >= limits.softSize().toBytes())) {
            slow = true;
            slowSince = clock.millis();
        }
    }

    private void discard() {
        queue.forEach(item -> count(-1, -item.frame().bytes()));
        queue.clear();
    }

    private void count(int byFrames, long byBytes) {
        frames += byFrames;
        bytes += byBytes;
        meters.changed(byFrames, byBytes);
    }

    private Mono<Batch> next() {
        return Mono.create(sink -> {
            Batch batch;
            synchronized (queue) {
                batch = queue.isEmpty() ? null : take();
                writer = batch == null ? sink : null;
            }
            if (batch != null) {
                sink.success(batch);
            }
        });
    }

    private @Nullable MonoSink<Batch> takeWriter() {
        MonoSink<Batch> taken = writer;
        writer = null;
        return taken;
    }

    private Batch take() {
        List<Item> items = new ArrayList<>();
        int size = 0;
        while (!queue.isEmpty() && items.size() < BATCH_FRAMES && size < BATCH_BYTES) {
            Item item = queue.remove();
            items.add(item);
            size += item.frame().bytes();
        }
        return new Batch(items, size, closed != null && queue.isEmpty());
    }

    private void written(Batch batch) {
        batch.items().stream().filter(item -> item.at() != NO_TIME).forEach(item -> meters.written(item.at()));
        boolean tell;
        synchronized (queue) {
            count(-Math.min(frames, batch.items().size()), -Math.min(bytes, batch.bytes()));
            if (!slow || !drained()) {
                return;
            }
            slow = false;
            tell = dropped;
            dropped = false;
        }
        if (tell) {
            reply(behind.get());
        }
        wakeReader();
    }

    private boolean drained() {
        return frames <= limits.softFrames() / 4 && bytes <= limits.softSize().toBytes() / 4;
    }

    private void wakeReader() {
        Optional<MonoSink<Void>> waiting;
        synchronized (queue) {
            waiting = Optional.ofNullable(reader);
            reader = null;
        }
        waiting.ifPresent(MonoSink::success);
    }
}
