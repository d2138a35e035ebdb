package io.fluxim.standalone.rebuild;

/** Nothing can be rebuilt; the message says why, and what stands is as it was. */
public final class RebuildFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    RebuildFailed(String message) {
        super(message);
    }

    RebuildFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
