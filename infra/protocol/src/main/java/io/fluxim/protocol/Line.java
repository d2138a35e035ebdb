package io.fluxim.protocol;

/**
 * The two orders of a conversation. Each has seqs, a head and a floor of its own; both stand in one partition, so what happens
 * to a message never overtakes it.
 */
public enum Line {
    /** Messages, and what decides who receives what: the line of everything that names no other. */
    TALK("talk"),
    /** What happens to messages and settings. */
    NOTICES("notices");

    private final String word;

    Line(String word) {
        this.word = word;
    }

    /** As clients read it. */
    public String word() {
        return word;
    }
}
