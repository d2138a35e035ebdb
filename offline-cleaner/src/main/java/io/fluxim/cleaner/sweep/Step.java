package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import io.fluxim.cleaner.retention.Prefix;
import io.fluxim.cleaner.retention.Shelf;

/** What a sweep does, one thing after another. */
sealed interface Step {

    /**
     * A page was looked at, and what may go is gone, or would be.
     *
     * @param shelf   whose page
     * @param after   the number it began behind; 0 for the first page
     * @param prefix  what may go
     * @param deleted how many went; 0 where another cleaner was faster
     * @param more    whether the shelf has to be looked at further
     */
    record Cleaned(Shelf shelf, long after, Prefix prefix, long deleted, boolean more) implements Step {}

    /** The rest of this kind has to wait for the next sweep. */
    record Spent(Kind kind) implements Step {}

    /** The sweep ends here; {@code cause} is empty where the state says it all. */
    record Stopped(State state, String cause) implements Step {}

    /** Nothing comes after it. */
    record Done() implements Step {}
}
