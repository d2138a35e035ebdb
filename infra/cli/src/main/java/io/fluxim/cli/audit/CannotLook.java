package io.fluxim.cli.audit;

/** The installation could not be looked at, for a reason that its operator can mend. */
public final class CannotLook extends RuntimeException {

    private static final long serialVersionUID = 1;

    CannotLook(String message) {
        super(message);
    }

    CannotLook(String message, Throwable cause) {
        super(message, cause);
    }
}
