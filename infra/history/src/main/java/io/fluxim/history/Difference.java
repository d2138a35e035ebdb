package io.fluxim.history;

import java.util.List;

/**
 * What a history made anew from the log has, compared place by place with the standing one.
 *
 * @param missing in the log and not in the standing history
 * @param unlike  another message, or another content, at the same place
 * @param beyond  in the standing history and not in the log, which keeps no more than it was told to
 */
public record Difference(Places missing, Places unlike, Places beyond) {

    /**
     * Some places.
     *
     * @param count of all of them
     * @param first a few, by conversation and seq
     */
    public record Places(long count, List<Place> first) {

        public Places {
            first = List.copyOf(first);
        }
    }

    /** Whether the standing history holds all that the log holds, as it holds it. */
    public boolean isWhole() {
        return missing.count() == 0 && unlike.count() == 0;
    }
}
