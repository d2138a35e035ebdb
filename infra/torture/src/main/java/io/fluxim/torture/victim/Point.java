package io.fluxim.torture.victim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A place in a flow where its process may die.
 *
 * @param effect what is awaited there: a name of {@link Effect}
 * @param when   how far it has come
 */
record Point(String effect, When when) {

    /** How far an effect has come. */
    enum When {
        /** Nothing is done yet. */
        BEFORE,
        /** The first half of its records or documents is done. */
        HALFWAY,
        /** All is done and acknowledged, and the flow does not know yet. */
        AFTER
    }

    /** All points of all flows. */
    static List<Point> all() {
        List<Point> all = new ArrayList<>();
        for (Effect effect : Effect.values()) {
            all.add(new Point(effect.word(), When.BEFORE));
            if (effect.divisible()) {
                all.add(new Point(effect.word(), When.HALFWAY));
            }
            all.add(new Point(effect.word(), When.AFTER));
        }
        return all;
    }

    static Point of(String effect, String when) {
        Point point = new Point(effect, When.valueOf(when.toUpperCase(Locale.ROOT)));
        if (!all().contains(point)) {
            throw new IllegalArgumentException("there is no point " + point + ", only "
                    + Arrays.stream(Effect.values()).map(Effect::word).toList());
        }
        return point;
    }

    @Override
    public String toString() {
        return effect + " " + when.name().toLowerCase(Locale.ROOT);
    }
}
