package io.fluxim.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What was started, to be stopped in the reverse order. Starting and stopping exclude each other, so a stop that comes
 * during a start waits for the part that is starting, and no part starts after it.
 */
final class Parts {

    private record Part(String name, AutoCloseable running) {}

    private final Deque<Part> started = new ArrayDeque<>();
    private boolean stopping;

    /** Starts the next part; {@link CannotRun} once the stop has begun. */
    synchronized <T extends AutoCloseable> T start(String name, Supplier<T> start) {
        if (stopping) {
            throw new CannotRun("stopped while it was starting");
        }
        T running = start.get();
        started.push(new Part(name, running));
        return running;
    }

    /** Whether the stop has begun, so that what fails now is no failure. */
    synchronized boolean stopping() {
        return stopping;
    }

    /** Stops all, the last first; one that fails does not keep the others from it. Does nothing the second time. */
    synchronized void stop(Consumer<String> said) {
        stopping = true;
        while (!started.isEmpty()) {
            Part part = started.pop();
            try {
                part.running().close();
                said.accept(part.name() + " stopped");
            } catch (Exception e) {
                said.accept(part.name() + " did not stop cleanly: " + e);
            }
        }
    }
}
