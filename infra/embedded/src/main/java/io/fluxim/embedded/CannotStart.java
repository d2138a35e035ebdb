package io.fluxim.embedded;

/** A store cannot be started; the message says what is in the way and what to do. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String message) {
        super(message);
    }

    public CannotStart(String message, Throwable cause) {
        super(message, cause);
    }

    static CannotStart portTaken(String store, int port) {
        return new CannotStart(store + ": port " + port + " of 127.0.0.1 is taken by another program; end that, or set "
                + "im.embedded." + store + "-port");
    }
}
