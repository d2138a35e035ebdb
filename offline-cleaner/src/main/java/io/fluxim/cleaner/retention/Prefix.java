package io.fluxim.cleaner.retention;

import io.fluxim.history.ArchiveKey;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which items of a page may go: from its start on, up to the first that is young, not in the archive, or not readable.
 *
 * @param going      those that may go
 * @param upTo       the number up to which the floor may be raised; 0 for none
 * @param blocked    the first that is old enough and not in the archive, where that is what ends the prefix
 * @param unreadable what is wrong with the first that cannot be read, where that is what ends it
 */
public record Prefix(List<Item> going, long upTo, Optional<Item> blocked, Optional<String> unreadable) {

    public Prefix {
        going = List.copyOf(going);
    }

    /** How many may go. */
    public int count() {
        return going.size();
    }

    /** Its first {@code some}, at least one. What ends the whole prefix is not reached then. */
    public Prefix first(int some) {
        return some == count()
                ? this
                : new Prefix(going.subList(0, some), going.get(some - 1).number(), Optional.empty(), Optional.empty());
    }

    /** Those at the start of a page whose message is older than {@code horizon}, Unix milliseconds, and that lie above the floor. */
    public static List<Item> old(List<Item> page, long floor, long horizon) {
        return page.stream()
                .dropWhile(item -> item.number() <= floor)
                .takeWhile(item -> item.at() < horizon)
                .toList();
    }

    /**
     * What may go of a page: what a crash has left at or below the floor, and those of {@code old} that are in
     * {@code archived}, up to the first that is not.
     */
    public static Prefix of(ReadablePage<Item> page, long floor, List<Item> old, Set<ArchiveKey> archived) {
        List<Item> safe =
                old.stream().takeWhile(item -> archived.contains(item.key())).toList();
        List<Item> going = Stream.concat(page.items().stream().takeWhile(item -> item.number() <= floor), safe.stream())
                .toList();
        Optional<String> unreadable =
                page.unreadable().filter(damaged -> going.size() == page.items().size());
        // one that cannot be read may lie below the floor: it was given up with all that does
        long none = unreadable.isPresent() ? floor : 0;
        long upTo = going.isEmpty() ? none : going.get(going.size() - 1).number();
        return new Prefix(going, upTo, old.stream().skip(safe.size()).findFirst(), unreadable);
    }
}
