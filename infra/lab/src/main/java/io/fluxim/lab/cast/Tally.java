package io.fluxim.lab.cast;

import java.util.concurrent.atomic.LongAdder;

/** What happened to all players of a cast, in numbers; counted by many threads, read while they go on. */
public final class Tally {

    private final LongAdder accepted = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder repeats = new LongAdder();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    void accept() {
        accepted.increment();
    }

    void receive() {
        received.increment();
    }

    void repeat() {
        repeats.increment();
    }

    void reconnect() {
        reconnects.increment();
    }

    void retry() {
        retries.increment();
    }

    void refuse() {
        refused.increment();
    }

    void reject() {
        rejected.increment();
    }

    /** Sends that were answered {@code accepted}, repeats among them. */
    public long accepted() {
        return accepted.sum();
    }

    /** Entries that a device took as its next. */
    public long received() {
        return received.sum();
    }

    /** Entries that a device dropped: seen before, or ahead of a hole. */
    public long repeats() {
        return repeats.sum();
    }

    public long reconnects() {
        return reconnects.sum();
    }

    /** Sends of what was sent before. */
    public long retries() {
        return retries.sum();
    }

    /** Errors, temporary ones among them. */
    public long refused() {
        return refused.sum();
    }

    public long rejected() {
        return rejected.sum();
    }
}
