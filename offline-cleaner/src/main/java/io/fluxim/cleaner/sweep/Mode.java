package io.fluxim.cleaner.sweep;

/** What a sweep is for. */
public enum Mode {
    DELETE,
    /** Says what it would delete, and changes nothing; needs no lease. */
    DRY_RUN
}
