package io.fluxim.testkit.check;

/** What the platform promises, one sentence each; a finding breaks one of them. */
public enum Rule {
    DELIVERED("an accepted and not rejected message is in every due inbox"),
    ONCE("an inbox holds a message once"),
    ONLY_DUE("an inbox holds nothing that was not due to its user"),
    DENSE_POSITIONS("positions of an inbox are dense from its floor + 1"),
    DENSE_SEQS("seqs of a conversation are dense, one message each"),
    SAME_ORDER("a conversation has one order: the same seqs in every inbox, at every device and in history"),
    SEND_ORDER("what one connection sent to one conversation keeps its order"),
    NOTHING_INVENTED("nothing is there that was never sent"),
    CONTENT_KEPT("a message says everywhere what its sender said first"),
    TIME_KEPT("a message has everywhere the time at which it was first accepted"),
    ARCHIVED_ONCE("a message has one row in history"),
    ALL_OR_NONE("a message whose sender got no answer is nowhere, or everywhere where it is due"),
    REFUSED_NOWHERE("what was refused or rejected is nowhere"),
    ONE_ID("a clientMsgId of a sender in a conversation has one message id, however often it is sent"),
    NOTHING_LATE("a reader that has read up to a position never finds something new at or below it"),
    SEEN_AS_STORED("what a device saw at a position is what the inbox holds there"),
    SAME_REPEAT("a repeat to a device carries the same message at the same position"),
    HELD_ALL("a device that has caught up has seen every entry"),
    CHECKED("every rule had something to check");

    private final String sentence;

    Rule(String sentence) {
        this.sentence = sentence;
    }

    /** The promise in words. */
    public String sentence() {
        return sentence;
    }
}
