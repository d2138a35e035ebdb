package io.fluxim.history;

/**
 * The archive cannot answer now: its store is away, slow, or refuses for a reason that is not in a row. A write that ends so
 * may have happened; writing again is safe.
 */
public final class HistoryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public HistoryUnavailable(String doing, Throwable cause) {
        super(doing + " failed: " + cause.getMessage(), cause);
    }
}
