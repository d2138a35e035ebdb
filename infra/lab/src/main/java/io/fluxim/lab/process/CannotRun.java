package io.fluxim.lab.process;

/** The harness itself failed: a process does not start, does not answer, or is not to be had. Says nothing of the product. */
public final class CannotRun extends RuntimeException {

    public CannotRun(String message) {
        super(message);
    }

    public CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
