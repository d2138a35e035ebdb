package io.fluxim.testkit.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Small numbers for things that occur often: each thing is kept once, however many entries name it. */
final class Index<T> {

    private final Map<T, Integer> numbers = new HashMap<>();
    private final List<T> things = new ArrayList<>();

    /** The number of this thing; a new one gets the next. */
    int of(T thing) {
        Integer known = numbers.get(thing);
        if (known != null) {
            return known;
        }
        things.add(thing);
        numbers.put(thing, things.size() - 1);
        return things.size() - 1;
    }

    T at(int number) {
        return things.get(number);
    }

    int size() {
        return things.size();
    }
}
