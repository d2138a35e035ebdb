package io.fluxim.lab.cast;

import java.util.Iterator;
import java.util.Optional;

/** What a player says next; empty when they are done. Asked by one thread; may take its time, which is the player's pace. */
@FunctionalInterface
public interface Script {

    Optional<Line> next();

    /** These lines, as fast as they go. */
    static Script of(Iterable<Line> lines) {
        Iterator<Line> rest = lines.iterator();
        return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }
}
