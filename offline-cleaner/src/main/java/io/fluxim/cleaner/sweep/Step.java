package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.Kind;
import io.fluxim.cleaner.retention.Prefix;
import io.fluxim.cleaner.retention.Shelf;

/** What a sweep does, in the order of the walk; several shelves are under way at the same time. */
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

    /** Something about this shelf cannot be read: it stays as it is. */
    record Skipped(Shelf shelf, String unreadable) implements Step {}

    /** A store did not answer about this shelf, also when asked again: the sweep ends here. */
    record Failed(Shelf shelf, String cause) implements Step {}

    /** The rest of this kind has to wait for the next sweep. */
    record Spent(Kind kind) implements Step {}

    /** The sweep ends here; {@code cause} is empty where the state says it all. */
    record Stopped(State state, String cause) implements Step {}

    /** Nothing comes after it. */
    record Done() implements Step {}
}
