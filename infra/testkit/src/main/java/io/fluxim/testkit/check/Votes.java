package io.fluxim.testkit.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What most say of each thing, in one pass and without counting every opinion (Boyer and Moore). */
final class Votes<T> {

    private final List<Optional<T>> leading = new ArrayList<>();
    private final List<Integer> lead = new ArrayList<>();

    void cast(int subject, T opinion) {
        while (leading.size() <= subject) {
            leading.add(Optional.empty());
            lead.add(0);
        }
        if (lead.get(subject) == 0) {
            leading.set(subject, Optional.of(opinion));
        }
        boolean agrees = leading.get(subject).filter(opinion::equals).isPresent();
        lead.set(subject, lead.get(subject) + (agrees ? 1 : -1));
    }

    /** What most say, if most say one thing; else one of the opinions; empty if nobody said anything. */
    Optional<T> winner(int subject) {
        return subject < leading.size() ? leading.get(subject) : Optional.empty();
    }
}
