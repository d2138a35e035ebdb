package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.Comparator;

/**
 * The order of an index: key by key, values as MongoDB orders them.
 *
 * <p>A {@link Bound} at the end makes a key that no document has: below or above all keys that begin with what stands
 * before it.
 */
final class KeyOrder implements Comparator<KeyValue> {

    static final KeyOrder ASCENDING = new KeyOrder();

    /** A list is a value here, not the alternatives that it is in a sort: two lists must not look the same. */
    private static final Comparator<Object> VALUES = ValueComparator.ascWithoutListHandling();

    enum Bound {
        BELOW,
        ABOVE
    }

    private KeyOrder() {}

    @Override
    public int compare(KeyValue one, KeyValue other) {
        int common = Math.min(one.size(), other.size());
        for (int i = 0; i < common; i++) {
            int compared = compareParts(one.get(i), other.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        if (one.size() == other.size()) {
            return 0;
        }
        // only a bound is longer than what it is compared with
        return one.size() > other.size() ? side(one.get(common)) : -side(other.get(common));
    }

    private static int compareParts(Object one, Object other) {
        if (one instanceof String a && other instanceof String b) {
            return a.compareTo(b);
        }
        if (one instanceof Double a && other instanceof Double b) {
            return a.compareTo(b);
        }
        if (one instanceof ObjectId a && other instanceof ObjectId b) {
            return a.compareTo(b);
        }
        if (one instanceof Bound || other instanceof Bound) {
            return one == other ? 0 : one instanceof Bound ? side(one) : -side(other);
        }
        return compareValues(one, other);
    }

    static int compareValues(Object one, Object other) {
        return VALUES.compare(one, other);
    }

    private static int side(Object bound) {
        return bound == Bound.BELOW ? -1 : 1;
    }
}
