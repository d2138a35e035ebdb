package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
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
        NavigableMap<byte[], Integer> keys = index.between(low(prefix), high(prefix));
        Collection<Integer> positions = (down ? keys.descendingMap() : keys).values();
        // their own stream would count them all before the first one
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(positions.iterator(), Spliterator.ORDERED), false);
    }

    private byte[] low(List<Object> prefix) {
        return range.flatMap(Condition.Between::low)
                .map(limit -> bound(prefix, limit, !limit.inclusive()))
                .orElseGet(() -> KeyBytes.of(prefix));
    }

    private byte[] high(List<Object> prefix) {
        return range.flatMap(Condition.Between::high)
                .map(limit -> bound(prefix, limit, limit.inclusive()))
                .orElseGet(() -> KeyBytes.above(prefix));
    }

    private static byte[] bound(List<Object> prefix, Condition.Limit limit, boolean above) {
        List<Object> values = new ArrayList<>(prefix);
        values.add(limit.value());
        return above ? KeyBytes.above(values) : KeyBytes.of(values);
    }
}
