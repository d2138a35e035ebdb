package io.fluxim.torture.report;

/**
 * What was counted in a cell.
 *
 * @param accepted   sends answered {@code accepted}, retries among them
 * @param rejected   messages rejected at their place in the order
 * @param refused    sends answered with an error, temporary ones among them
 * @param retried    sends of what was sent before
 * @param delivered  entries that the inboxes hold
 * @param archived   rows that the history holds
 * @param reconnects how often a client lost its connection and came back
 * @param repeats    entries that a device was given again and dropped by their positions
 * @param syncs      syncs from some position whose answer was held against the inbox
 */
public record Counts(
        long accepted,
        long rejected,
        long refused,
        long retried,
        long delivered,
        long archived,
        long reconnects,
        long repeats,
        long syncs) {

    /** Of a cell that never began, and where a sum starts. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Counts plus(Counts other) {
        return new Counts(
                accepted + other.accepted,
                rejected + other.rejected,
                refused + other.refused,
                retried + other.retried,
                delivered + other.delivered,
                archived + other.archived,
                reconnects + other.reconnects,
                repeats + other.repeats,
                syncs + other.syncs);
    }
}
