package io.fluxim.cleaner.sweep;

import java.util.Locale;

/** Where a sweep is. Whatever ends it early, the next one goes on behind the last that had its turn. */
public enum State {
    RUNNING,
    /** Everything was looked at. */
    COMPLETE,
    /** It has deleted as much of one kind as a sweep may. */
    BUDGET_SPENT,
    /** Another cleaner is at work: nothing was looked at. */
    LEASE_TAKEN,
    /** Another cleaner has taken over, or Redis was away for too long. */
    LEASE_LOST,
    /** The program stops. */
    STOPPED,
    /** A store did not answer, also when asked again. */
    FAILED;

    /** As a tag of meters. */
    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
