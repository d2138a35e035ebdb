package io.fluxim.rebuild;

/** A rebuild did not come to its end; the message says why. One that is run again begins anew, and has lost nothing. */
public final class RebuildFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    RebuildFailed(String message) {
        super(message);
    }

    RebuildFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
