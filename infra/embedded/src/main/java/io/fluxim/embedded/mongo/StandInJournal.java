package io.fluxim.embedded.mongo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of a {@link StandIn}: replayed at start, forced to disk in groups, and written anew when most of what it
 * holds is overwritten or deleted.
 */
final class StandInJournal {

    private static final Logger log = LoggerFactory.getLogger(StandInJournal.class);

    /** How long an acknowledged write may be in the operating system only. */
    private static final long FORCE_MILLIS = 50;

    /** While serving: changes that are not worth a pause, about a few seconds' worth of inserts. */
    private static final long TOLERATED_WHILE_SERVING = 200_000;

    /** At start, where nobody waits for a reply yet. */
    private static final long TOLERATED_AT_START = 1_000;

    private final Snapshot snapshot;
    private final Lock writeLock;
    private final Consumer<IOException> onFailure;
    private final ScheduledExecutorService timer;
    /** Whether it is forced soon. */
    private final AtomicBoolean awaited = new AtomicBoolean();

    /** Replaced by compaction; the write lock guards it and the count. */
    private Journal journal;

    private long changesInFile;

    private StandInJournal(
            Journal journal, long changesInFile, Snapshot snapshot, Lock writeLock, Consumer<IOException> onFailure) {
        this.journal = journal;
        this.changesInFile = changesInFile;
        this.snapshot = snapshot;
        this.writeLock = writeLock;
        this.onFailure = onFailure;
        this.timer = Executors.newSingleThreadScheduledExecutor(StandInJournal::daemon);
    }

    /** Replays what is in {@code dir} and gets ready for more. */
    static StandInJournal open(Path dir, StandIn standIn, Lock writeLock) throws IOException {
        Replay replay = new Replay(standIn);
        Journal journal = Journal.open(dir.resolve("journal"), replay);
        StandInJournal opened =
                new StandInJournal(journal, replay.changes(), new Snapshot(standIn), writeLock, standIn::fail);
        opened.compactAbove(TOLERATED_AT_START);
        return opened;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "mongodb-journal");
        thread.setDaemon(true);
        return thread;
    }

    /** Appends and empties them; the write lock is held. */
    void append(Changes changes) throws IOException {
        if (!changes.isEmpty()) {
            journal.append(changes.bytes());
            changesInFile += changes.count();
            changes.clear();
            forceSoon();
        }
    }

    /** Nothing wakes while nothing is written. */
    private void forceSoon() {
        if (awaited.compareAndSet(false, true) && !timer.isShutdown()) {
            timer.schedule(this::tick, FORCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        awaited.set(false); // what comes from here on is for the next one
        try {
            current().force();
            compactAbove(TOLERATED_WHILE_SERVING);
        } catch (IOException e) {
            log.error("mongodb journal failed: {}", e.getMessage(), e);
            onFailure.accept(e);
        }
    }

    private Journal current() {
        writeLock.lock();
        try {
            return journal;
        } finally {
            writeLock.unlock();
        }
    }

    private void compactAbove(long tolerated) throws IOException {
        writeLock.lock();
        try {
            if (changesInFile > tolerated && changesInFile > tolerated + 2 * snapshot.documents()) {
                compact();
            }
        } finally {
            writeLock.unlock();
        }
    }

    /** Writes the journal anew from what is there; commands wait meanwhile. */
    void compact() throws IOException {
        writeLock.lock();
        try {
            long started = System.nanoTime();
            Journal old = journal;
            long before = old.size();
            journal = Journal.replacing(old.file(), snapshot);
            old.close();
            changesInFile = snapshot.documents();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            log.info("mongodb journal compacted: bytes={} before={} millis={}", journal.size(), before, millis);
        } finally {
            writeLock.unlock();
        }
    }

    /** Everything on disk, and closed. */
    void close() throws IOException {
        stopTimer();
        journal.force();
        journal.close();
    }

    /** Closed as it is. */
    void abandon() throws IOException {
        stopTimer();
        journal.close();
    }

    private void stopTimer() {
        timer.shutdown();
        try {
            timer.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
