package io.fluxim.protocol;

/**
 * A store cannot answer now: it is away, slow, or refuses for a reason that is not the caller's. A write that ends so may have
 * happened.
 */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreUnavailable(String doing, Throwable cause) {
        super(doing + " failed: " + cause.getMessage(), cause);
    }
}
