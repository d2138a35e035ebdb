package io.fluxim.client;

/** A command cannot do what was asked, for a reason that its user can understand and perhaps mend. */
public final class Failed extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Failed(String message) {
        super(message);
    }

    public Failed(String message, Throwable cause) {
        super(message, cause);
    }
}
