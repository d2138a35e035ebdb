package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a query says about one field, as far as an index can use it. Values are normalised as index keys are.
 *
 * <p>It may let more pass than the query does: every candidate is matched against the whole query afterwards.
 */
sealed interface Condition {

    /** The field is one of these, in index order. */
    record In(List<Object> values) implements Condition {

        boolean fixesOneValue() {
            return values.size() == 1;
        }
    }

    /** The field lies in between; a bound that is absent lets everything pass. */
    record Between(Optional<Limit> low, Optional<Limit> high) implements Condition {}

    /** An end of a range. */
    record Limit(Object value, boolean inclusive) {}

    /** The usable conditions that all must hold, by field: those at the top of the query and inside {@code $and}. */
    static Map<String, Condition> of(Document query) {
        Map<String, Condition> conditions = new HashMap<>();
        collect(query, conditions);
        return conditions;
    }

    private static void collect(Document query, Map<String, Condition> conditions) {
        query.forEach((field, value) -> {
            if (field.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> collect((Document) part, conditions));
            } else if (!field.startsWith("$")) {
                read(value).ifPresent(read -> conditions.merge(field, read, Condition::narrower));
            }
        });
    }

    /** Of two conditions on one field: both ends of a range, or else the one that is enough to find candidates. */
    private static Condition narrower(Condition one, Condition other) {
        if (one instanceof Between a && other instanceof Between b) {
            return new Between(a.low().or(b::low), a.high().or(b::high));
        }
        return one instanceof In ? one : other;
    }

    private static Optional<Condition> read(@Nullable Object value) {
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Document operators) || !isExpression(operators)) {
            return isKey(value) ? Optional.of(in(List.of(OrderedIndex.normal(value)))) : Optional.empty();
        }
        if (BsonRegularExpression.isRegularExpression(operators)) {
            return Optional.empty();
        }
        if (operators.containsKey("$eq")) {
            return read(operators.get("$eq"));
        }
        if (operators.get("$in") instanceof Collection<?> values) {
            return values.stream().allMatch(Condition::isKey) ? Optional.of(in(values)) : Optional.empty();
        }
        Optional<Limit> low = limit(operators, "$gt", "$gte");
        Optional<Limit> high = limit(operators, "$lt", "$lte");
        return low.isEmpty() && high.isEmpty() ? Optional.empty() : Optional.of(new Between(low, high));
    }

    private static Optional<Limit> limit(Document operators, String exclusive, String inclusive) {
        return limit(operators.get(exclusive), false).or(() -> limit(operators.get(inclusive), true));
    }

    private static Optional<Limit> limit(@Nullable Object value, boolean inclusive) {
        return value != null && KeyBytes.isOrdered(value)
                ? Optional.of(new Limit(OrderedIndex.normal(value), inclusive))
                : Optional.empty();
    }

    private static In in(Collection<?> values) {
        TreeSet<Object> ordered = new TreeSet<>(KeyBytes.VALUES);
        values.forEach(value -> ordered.add(OrderedIndex.normal(value)));
        return new In(new ArrayList<>(ordered));
    }

    private static boolean isExpression(Document value) {
        return value.keySet().stream().anyMatch(key -> key.startsWith("$"));
    }

    /** Null also means "absent", a list also its elements, a pattern many: those are left to the matcher. */
    private static boolean isKey(@Nullable Object value) {
        return value != null && !(value instanceof Collection) && !(value instanceof BsonRegularExpression);
    }
}
