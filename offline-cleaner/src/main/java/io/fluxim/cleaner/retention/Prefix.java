package io.fluxim.cleaner.retention;

import io.fluxim.history.Place;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which items of a page may go: from its start on, up to the first that is young or not in the archive.
 *
 * @param upTo    the last that may go; 0 for none
 * @param count   how many may go
 * @param blocked the first that is old enough and not in the archive, where that is what ends the prefix
 */
public record Prefix(long upTo, int count, Optional<Item> blocked) {

    /** Those at the start of a page whose message is older than {@code horizon}, Unix milliseconds, and that lie above the floor. */
    public static List<Item> old(List<Item> page, long floor, long horizon) {
        return page.stream()
                .dropWhile(item -> item.number() <= floor)
                .takeWhile(item -> item.at() < horizon)
                .toList();
    }

    /**
     * What may go of a page: what a crash has left at or below the floor, and those of {@code old} that have their place
     * in {@code archived}, up to the first that has not.
     */
    public static Prefix of(List<Item> page, long floor, List<Item> old, Set<Place> archived) {
        List<Item> left =
                page.stream().takeWhile(item -> item.number() <= floor).toList();
        List<Item> safe =
                old.stream().takeWhile(item -> archived.contains(item.place())).toList();
        long upTo = last(safe).or(() -> last(left)).orElse(0L);
        return new Prefix(
                upTo, left.size() + safe.size(), old.stream().skip(safe.size()).findFirst());
    }

    private static Optional<Long> last(List<Item> items) {
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(items.get(items.size() - 1).number());
    }
}
