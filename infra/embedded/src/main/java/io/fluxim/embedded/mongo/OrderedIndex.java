package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A unique index in key order, so that a prefix of the key, a range on the next field and a sort are served by it.
 *
 * <p>Not safe by itself: {@link StandIn} lets one writer or many readers in.
 */
final class OrderedIndex extends AbstractUniqueIndex<Integer> {

    /** Ranges of one query; {@code $in} on two fields multiplies. More than this, and a scan is no worse. */
    private static final int MAX_RANGES = 10_000;

    private final NavigableMap<byte[], Integer> positions = new TreeMap<>(KeyBytes.ORDER);
    private final List<String> fields;

    /** Set once a document with a list was seen: it has several keys, in more than one place of the order. */
    private volatile boolean severalKeysPerDocument;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.fields = keys();
        // a path may lead through a list
        this.severalKeysPerDocument = fields.stream().anyMatch(field -> field.contains("."));
    }

    List<String> fields() {
        return fields;
    }

    /** How this index would serve a query; empty where it is no help. */
    Optional<Plan> plan(Map<String, Condition> conditions, Document orderBy) {
        List<List<Object>> prefixes = List.of(List.of());
        int bound = 0;
        int fixed = 0;
        while (bound < fields.size() && conditions.get(fields.get(bound)) instanceof Condition.In in) {
            if ((long) prefixes.size() * in.values().size() > MAX_RANGES) {
                break;
            }
            prefixes = extended(prefixes, in.values());
            fixed += in.fixesOneValue() && fixed == bound ? 1 : 0;
            bound++;
        }
        Optional<Condition.Between> range = bound < fields.size()
                        && !severalKeysPerDocument
                        && conditions.get(fields.get(bound)) instanceof Condition.Between between
                ? Optional.of(between)
                : Optional.empty();
        Optional<Plan.Direction> direction =
                severalKeysPerDocument ? Optional.empty() : Plan.Direction.of(orderBy, fields, fixed);
        boolean sortsAll = direction.isPresent() && !orderBy.isEmpty() && !isSparse();
        boolean useless = bound == 0 && range.isEmpty() && !sortsAll;
        return useless ? Optional.empty() : Optional.of(new Plan(this, prefixes, bound, range, direction));
    }

    private static List<List<Object>> extended(List<List<Object>> prefixes, List<Object> values) {
        List<List<Object>> longer = new ArrayList<>(prefixes.size() * values.size());
        for (List<Object> prefix : prefixes) {
            for (Object value : values) {
                List<Object> one = new ArrayList<>(prefix);
                one.add(value);
                longer.add(one);
            }
        }
        return longer;
    }

    /** The positions of the keys from one bound to below the other, lowest first; a view. */
    NavigableMap<byte[], Integer> between(byte[] low, byte[] high) {
        if (KeyBytes.ORDER.compare(low, high) > 0) {
            return Collections.emptyNavigableMap();
        }
        return positions.subMap(low, true, high, false);
    }

    /** The server beneath finds out each key of a document several times, by way of streams; most need not. */
    @Override
    public Set<KeyValue> getKeyValues(Document document) {
        if (severalKeysPerDocument) {
            return super.getKeyValues(document);
        }
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (String field : fields) {
            Object value = document.get(field);
            if (value instanceof Collection) {
                severalKeysPerDocument = true;
                return super.getKeyValues(document);
            }
            values.add(value == null ? null : normal(value));
        }
        return Set.of(new KeyValue(values));
    }

    /** The form in which equal values are the same: numbers of all types as doubles, where these hold them. */
    static Object normal(Object value) {
        if (value instanceof String || value instanceof ObjectId) {
            return value;
        }
        if (value instanceof Integer number) {
            return number.doubleValue();
        }
        return new KeyValue(value).normalized().get(0);
    }

    /** The one key of this document; empty where it has several, or where this index may leave it out. */
    Optional<byte[]> key(Document document) {
        Set<KeyValue> keys = isSparse() ? Set.of() : getKeyValues(document);
        return keys.size() == 1 ? Optional.of(KeyBytes.of(keys.iterator().next())) : Optional.empty();
    }

    /** Points this key to that position; false, and nothing is done, where it points to another. */
    boolean claim(byte[] key, Integer position) {
        return positions.putIfAbsent(key, position) == null;
    }

    /** Takes a claim back. */
    void release(byte[] key) {
        positions.remove(key);
    }

    @Override
    public @Nullable Integer getPosition(KeyValue key) {
        return positions.get(KeyBytes.of(key));
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Integer position) {
        return claim(KeyBytes.of(key), position);
    }

    @Override
    protected @Nullable Integer removeDocument(KeyValue key) {
        return positions.remove(KeyBytes.of(key));
    }

    @Override
    protected Iterable<Entry<KeyValue, Integer>> getIterable() {
        throw new UnsupportedOperationException("what a query may find is told by its Plan");
    }

    @Override
    public boolean isEmpty() {
        return positions.isEmpty(); // a count would walk over all
    }

    @Override
    public long getCount() {
        return positions.size();
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    /** Whether one document may be found at several keys. */
    boolean repeats() {
        return severalKeysPerDocument;
    }
}
