package io.fluxim.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.client.InboxEntry;
import io.fluxim.client.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What one device received, in order. */
public final class Reader implements Observer {

    private static final long BOUND_SECONDS = 30;

    /** Guarded by this. */
    private final List<InboxEntry> entries = new ArrayList<>();

    @Override
    public synchronized void received(InboxEntry entry) {
        entries.add(entry);
        notifyAll();
    }

    /** Once this number came; that no more came is for the next wait to see, since positions are dense. */
    public synchronized List<InboxEntry> await(int count) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        for (long left = end - System.nanoTime(); entries.size() < count && left > 0; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        assertThat(entries).hasSize(count);
        return List.copyOf(entries);
    }

    /** Position, message id and body of each: what must be the same when they come again. */
    public static List<String> told(List<InboxEntry> entries) {
        return entries.stream()
                .map(entry -> entry.position() + " " + entry.messageId() + " " + entry.body())
                .toList();
    }
}
