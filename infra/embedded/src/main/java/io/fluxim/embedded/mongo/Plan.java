package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import io.fluxim.embedded.mongo.KeyOrder.Bound;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How an index serves a query.
 *
 * @param index     the index
 * @param prefixes  the values of the first fields, in index order
 * @param bound     how many fields those are
 * @param range     on the field after them
 * @param direction in which the index yields the order that was asked for; empty where it must be sorted
 */
record Plan(
        OrderedIndex index,
        List<List<Object>> prefixes,
        int bound,
        Optional<Condition.Between> range,
        Optional<Direction> direction) {

    /** The way through an index. */
    enum Direction {
        UP,
        DOWN;

        /** The direction in which an index yields this order, once its first {@code fixed} fields have one value each. */
        static Optional<Direction> of(Document orderBy, List<String> fields, int fixed) {
            List<String> fixedFields = fields.subList(0, fixed);
            List<String> asked = orderBy.keySet().stream()
                    .filter(field -> !fixedFields.contains(field))
                    .toList();
            List<String> next = fields.subList(fixed, fields.size());
            if (asked.size() > next.size() || !asked.equals(next.subList(0, asked.size()))) {
                return Optional.empty();
            }
            List<Direction> directions = asked.stream()
                    .map(field -> of(orderBy.get(field)))
                    .distinct()
                    .toList();
            return directions.size() > 1
                    ? Optional.empty()
                    : Optional.of(directions.isEmpty() ? UP : directions.get(0));
        }

        private static Direction of(@Nullable Object order) {
            return order instanceof Number number && number.intValue() < 0 ? DOWN : UP;
        }
    }

    /** More is better: fields bound, then a range, then an order that needs no sorting. */
    int score() {
        return 4 * bound + (range.isPresent() ? 2 : 0) + (direction.isPresent() ? 1 : 0);
    }

    /** The positions of the candidates, lazily, in the order of the plan. */
    Stream<Integer> positions() {
        boolean down = direction.equals(Optional.of(Direction.DOWN));
        List<List<Object>> ordered = new ArrayList<>(prefixes);
        if (down) {
            Collections.reverse(ordered);
        }
        Stream<Integer> found = ordered.stream().flatMap(prefix -> positions(prefix, down));
        return index.repeats() ? found.distinct() : found;
    }

    private Stream<Integer> positions(List<Object> prefix, boolean down) {
        if (prefix.size() == index.fields().size()) {
            return Stream.ofNullable(index.getPosition(new KeyValue(prefix)));
        }
        NavigableMap<KeyValue, Integer> keys = index.between(low(prefix), high(prefix));
        return (down ? keys.descendingMap() : keys).values().stream();
    }

    private KeyValue low(List<Object> prefix) {
        return range.flatMap(Condition.Between::low)
                .map(limit -> key(prefix, limit.value(), limit.inclusive() ? Bound.BELOW : Bound.ABOVE))
                .orElseGet(() -> key(prefix, Bound.BELOW));
    }

    private KeyValue high(List<Object> prefix) {
        return range.flatMap(Condition.Between::high)
                .map(limit -> key(prefix, limit.value(), limit.inclusive() ? Bound.ABOVE : Bound.BELOW))
                .orElseGet(() -> key(prefix, Bound.ABOVE));
    }

    private static KeyValue key(List<Object> prefix, Object... rest) {
        List<Object> parts = new ArrayList<>(prefix);
        Collections.addAll(parts, rest);
        return new KeyValue(parts);
    }
}
