package io.fluxim.rebuild;

import io.fluxim.inbox.inbox.Reference;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where inboxes differ in some way.
 *
 * @param count of all such entries
 * @param first some of them in words: user, conversation and seq
 */
public record Places(long count, List<String> first) {

    static final Places NONE = new Places(0, List.of());

    /** Places named. */
    private static final int NAMED = 10;

    public Places {
        first = List.copyOf(first);
    }

    Places plus(List<Reference> more) {
        Stream<String> named = Stream.concat(first.stream(), more.stream().map(Places::words));
        return new Places(count + more.size(), named.limit(NAMED).toList());
    }

    private static String words(Reference reference) {
        return reference.user() + " " + reference.conversation().key() + " #"
                + reference.seq().value();
    }
}
