package io.fluxim.torture.run;

import io.fluxim.lab.cast.Tally;
import io.fluxim.torture.report.Mark;
import io.fluxim.torture.report.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Notes what happens in a cell: marks as they are made, throughput every second, and the backlog meanwhile. */
final class Recorder implements AutoCloseable {

    private final long began = System.nanoTime();
    private final Tally tally;
    /** Records that the flows have not done yet; empty while Kafka does not answer. */
    private final Supplier<OptionalLong> backlog;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "recorder");
        thread.setDaemon(true);
        return thread;
    });
    // guarded by this
    private final List<Mark> marks = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();
    private long accepted;
    private long received;
    /** Empty while Kafka does not answer; moved by the clock's thread. */
    private volatile OptionalLong behind = OptionalLong.empty();

    private volatile long acceptedLately;

    Recorder(Tally tally, Supplier<OptionalLong> backlog) {
        this.tally = tally;
        this.backlog = backlog;
        clock.scheduleAtFixedRate(this::sample, 1, 1, TimeUnit.SECONDS);
        clock.scheduleWithFixedDelay(() -> behind = backlog.get(), 100, 200, TimeUnit.MILLISECONDS);
    }

    private synchronized void sample() {
        long acceptedNow = tally.accepted();
        long receivedNow = tally.received();
        acceptedLately = acceptedNow - accepted;
        samples.add(new Sample(samples.size() + 1, acceptedLately, receivedNow - received));
        accepted = acceptedNow;
        received = receivedNow;
    }

    synchronized void mark(String text) {
        marks.add(new Mark(millis(), text));
    }

    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    /** Records that the flows had not done at the last look. */
    OptionalLong behind() {
        return behind;
    }

    /** Looks now. */
    OptionalLong lookBehind() {
        return backlog.get();
    }

    /** In the last second. */
    long acceptedLately() {
        return acceptedLately;
    }

    synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
