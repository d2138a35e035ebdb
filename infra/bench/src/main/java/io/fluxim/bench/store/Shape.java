package io.fluxim.bench.store;

import io.fluxim.bench.report.Batches;

/**
 * What the messages of a scenario ask of the stores.
 *
 * @param scenario its name
 * @param members  of a conversation: so many inboxes get each message
 * @param batches  how much the route handles together
 */
public record Shape(String scenario, int members, Batches batches) {

    /** Inbox entries that the route writes in one go at most. */
    private static final int MOST_ENTRIES = 2_000;
    /** Users of a partition, about: as many conversations as that makes take turns there. */
    private static final int USERS = 200;

    public Shape {
        if (members < 2) {
            throw new IllegalArgumentException("2 members or more were expected, not " + members);
        }
    }

    /** Of a partition, which take turns. */
    int conversations() {
        return Math.max(1, USERS / members);
    }

    /** Messages of a batch. */
    int messages() {
        return Math.min(atLeastOne(batches.messages()), Math.max(1, MOST_ENTRIES / members));
    }

    /** Inbox entries of an insert. */
    int entries() {
        return Math.min(atLeastOne(batches.entries()), MOST_ENTRIES);
    }

    /** Rows of a batch of the archive. */
    int rows() {
        return atLeastOne(batches.rows());
    }

    private static int atLeastOne(double count) {
        return (int) Math.max(1, Math.round(count));
    }
}
