package io.fluxim.inbox;

/**
 * A stored document that is not as this module writes it: damaged, or another program's. Tells which and what is wrong with
 * it, never what it says. Not the fault of the one who asked.
 */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public Unreadable(String document, String wrong) {
        super("document " + document + " cannot be read: " + wrong);
    }

    public Unreadable(String document, Throwable cause) {
        super("document " + document + " cannot be read: " + cause.getMessage(), cause);
    }
}
