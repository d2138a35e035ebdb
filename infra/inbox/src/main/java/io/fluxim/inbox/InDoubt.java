package io.fluxim.inbox;

/**
 * What the writer believed about a head is not what a store answered, or the store refused its number: somebody else has
 * written, or memory was lost. Nothing is wrong yet; the proofs are forgotten and the batch starts again from the look-up.
 */
public final class InDoubt extends RuntimeException {

    private static final long serialVersionUID = 1;

    public InDoubt(String why) {
        super(why);
    }

    public InDoubt(String why, Throwable cause) {
        super(why, cause);
    }
}
