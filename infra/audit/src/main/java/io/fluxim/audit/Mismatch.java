package io.fluxim.audit;

/**
 * One thing that does not fit, with what shows it. Never says what a message says.
 *
 * @param where    a conversation, a user, or a reader's partition
 * @param number   the first seq, position or offset concerned; for a head, what it stands at
 * @param evidence what stands where, in words
 */
public record Mismatch(Kind kind, String where, long number, String evidence) {

    /** Whether it is about the same thing: what two looks have in common does not pass by itself. */
    public boolean same(Mismatch other) {
        return kind == other.kind && where.equals(other.where) && number == other.number;
    }
}
