package io.fluxim.rebuild;

/** What becomes of what was made anew. */
public enum Ending {
    /** It is compared with what stands, which is only read. */
    COMPARED,
    /** It takes the place of what stands. */
    PUT_IN_PLACE
}
