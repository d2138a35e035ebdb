package io.fluxim.standalone;

/**
 * Closes something at the end of the process, where the code that opened it has not come to it: Ctrl-C must not leave a server
 * behind.
 */
public final class AtExit implements AutoCloseable {

    private final Runnable close;
    private final Thread hook;
    /** Guarded by {@code this}, so that the second one waits for the first. */
    private boolean closed;

    /**
     * @param what  names the thread
     * @param close runs once
     */
    public AtExit(String what, Runnable close) {
        this.close = close;
        this.hook = new Thread(this::once, what);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private synchronized void once() {
        if (!closed) {
            closed = true;
            close.run();
        }
    }

    /** Closes it now. */
    @Override
    public void close() {
        once();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // the hook has run or is running: it does the same
        }
    }
}
