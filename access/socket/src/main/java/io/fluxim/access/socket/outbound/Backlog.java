package io.fluxim.access.socket.outbound;

import io.fluxim.access.socket.outbound.Outbound.Offer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Frames in order with what they take, and what their amount means: slow from the soft bound on until drained to a quarter,
 * full at the hard bound. What is being written still counts. Not safe for threads: {@link Outbound} guards it.
 */
final class Backlog {

    /** Frames handed to the socket together, and bytes from which on no further one is added: a flush's worth. */
    private static final int BATCH_FRAMES = 64;

    private static final int BATCH_BYTES = 256 * 1024;
    /** @param pushed what it is, {@link Pushed#NOT} for an answer */
    record Item(EncodedFrame frame, Pushed pushed) {}

    /** What is written together. */
    record Batch(List<Item> items, int bytes, boolean last) {

        List<EncodedFrame> frames() {
            return items.stream().map(Item::frame).toList();
        }
    }

    private final OutboundProperties limits;
    private final OutboundMeters meters;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private int frames;
    private long bytes;
    private boolean slow;
    private long slowSince;
    private boolean dropped;
    private boolean ending;

    Backlog(OutboundProperties limits, OutboundMeters meters) {
        this.limits = limits;
        this.meters = meters;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean slow() {
        return slow;
    }

    boolean slowForTooLong(long now) {
        return slow && now - slowSince > limits.slowAfter().toMillis();
    }

    /** An answer fits below the hard bound. */
    Offer admitAnswer(EncodedFrame frame) {
        boolean fits = frames < limits.hardFrames()
                && bytes + frame.bytes() <= limits.hardSize().toBytes();
        return fits ? Offer.QUEUED : Offer.OVERFLOW;
    }

    /** A push fits while the connection is not slow; another one is remembered as dropped. */
    Offer admitPush() {
        dropped |= slow;
        return slow ? Offer.DROPPED : Offer.QUEUED;
    }

    void add(Item item, long now) {
        waiting.add(item);
        count(1, item.frame().bytes());
        if (!slow
                && (frames >= limits.softFrames() || bytes >= limits.softSize().toBytes())) {
            slow = true;
            slowSince = now;
        }
    }

    /** Adds the last item there will be; before it only what waits already, or nothing if the connection is slow. */
    void end(Item last, long now) {
        if (slow) {
            waiting.forEach(item -> count(-1, -item.frame().bytes()));
            waiting.clear();
        }
        ending = true;
        add(last, now);
    }

    /** The next frames to write; there are some. */
    Batch take() {
        List<Item> items = new ArrayList<>();
        int size = 0;
        while (!waiting.isEmpty() && items.size() < BATCH_FRAMES && size < BATCH_BYTES) {
            Item item = waiting.remove();
            items.add(item);
            size += item.frame().bytes();
        }
        return new Batch(items, size, ending && waiting.isEmpty());
    }

    /** The socket has taken these; whether the connection is slow no longer. */
    boolean written(Batch batch) {
        count(-Math.min(frames, batch.items().size()), -Math.min(bytes, batch.bytes()));
        boolean drained = slow
                && frames <= limits.softFrames() / 4
                && bytes <= limits.softSize().toBytes() / 4;
        slow &= !drained;
        return drained;
    }

    /** Whether pushes were dropped since it was asked last. */
    boolean takeDropped() {
        boolean were = dropped;
        dropped = false;
        return were;
    }

    /** Forgets everything. */
    void clear() {
        waiting.clear();
        count(-frames, -bytes);
    }

    private void count(int byFrames, long byBytes) {
        frames += byFrames;
        bytes += byBytes;
        meters.changed(byFrames, byBytes);
    }
}
