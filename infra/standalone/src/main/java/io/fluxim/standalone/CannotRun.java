package io.fluxim.standalone;

/** Fluxim cannot run here, for a reason that its operator can mend; the message says which. */
public final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotRun(String message) {
        super(message);
    }

    CannotRun(String message, Throwable cause) {
        super(message, cause);
    }
}
