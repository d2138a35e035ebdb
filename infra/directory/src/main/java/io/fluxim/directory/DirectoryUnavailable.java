package io.fluxim.directory;

/**
 * The directory cannot answer now: its store is away, slow, or refuses for a reason that is not the caller's. A write that
 * ends so may have happened.
 */
public final class DirectoryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public DirectoryUnavailable(String doing, Throwable cause) {
        super(doing + " failed: " + cause.getMessage(), cause);
    }
}
