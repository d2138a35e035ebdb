package io.fluxim.kafka;

import java.util.List;
import reactor.kafka.receiver.ReceiverRecord;

/** A batch in a flow's hands. Guarded by the feed it is of. */
final class Handed {

    private final long since;
    private final long oldest;
    private final int records;
    private final ReceiverRecord<byte[], byte[]> last;
    private boolean done;

    /**
     * @param batch of its records; there are some
     * @param since when it was handed out, on the clock of {@link System#nanoTime()}
     */
    Handed(List<ReceiverRecord<byte[], byte[]>> batch, long since) {
        this.since = since;
        this.oldest = batch.get(0).timestamp();
        this.records = batch.size();
        this.last = batch.get(batch.size() - 1);
    }

    /** When its first record was appended, Unix milliseconds. */
    long oldest() {
        return oldest;
    }

    /** How long the flow has had it, in nanoseconds. */
    long taken(long now) {
        return now - since;
    }

    int records() {
        return records;
    }

    boolean endsAt(long offset) {
        return last.offset() == offset;
    }

    /** The flow is done with it. */
    void finish() {
        done = true;
    }

    boolean done() {
        return done;
    }

    /** All up to its last record may be committed. */
    void acknowledge() {
        last.receiverOffset().acknowledge();
    }
}
