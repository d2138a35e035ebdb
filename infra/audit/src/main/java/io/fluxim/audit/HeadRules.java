package io.fluxim.audit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Heads in Redis against what MongoDB proves. An absent one is as good as a right one: it is restored at its next use. One
 * that moves while it is looked at is being used, and not judged. Pure.
 */
final class HeadRules {

    private HeadRules() {}

    /** A number line: what a wrong head of it is called. */
    enum Line {
        SEQ(Kind.SEQ_HEAD_AHEAD, Kind.SEQ_HEAD_BEHIND),
        POSITION(Kind.POSITION_HEAD_AHEAD, Kind.POSITION_HEAD_BEHIND),
        VISIBLE(Kind.VISIBLE_HEAD_AHEAD, Kind.VISIBLE_HEAD_BEHIND);

        private final Kind ahead;
        private final Kind behind;

        Line(Kind ahead, Kind behind) {
            this.ahead = ahead;
            this.behind = behind;
        }
    }

    /**
     * A head that was read before and after its proof.
     *
     * @param before what Redis had, null for nothing
     * @param proved by MongoDB
     * @param after  what Redis had then
     */
    record Read(
            @Nullable Long before, long proved, @Nullable Long after) {}

    static Optional<Mismatch> of(Line line, String where, Read read) {
        if (read.before == null || !read.before.equals(read.after) || read.before == read.proved) {
            return Optional.empty();
        }
        return Optional.of(new Mismatch(
                read.before > read.proved ? line.ahead : line.behind,
                where,
                read.before,
                "Redis says " + read.before + ", MongoDB proves " + read.proved));
    }
}
