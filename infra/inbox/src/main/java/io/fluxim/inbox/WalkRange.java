package io.fluxim.inbox;

import java.util.Optional;

/**
 * What a walk through all inboxes or all conversations has before it, in an order of the store's own.
 *
 * @param after only what comes behind this key; empty for the beginning
 * @param upTo  only up to this key, it included; empty for the end
 */
public record WalkRange(String after, Optional<String> upTo) {

    /** From the beginning to the end. */
    public static final WalkRange ALL = new WalkRange("", Optional.empty());

    /** What is left when a walk has come to this key. */
    public WalkRange behind(String key) {
        return new WalkRange(key, upTo);
    }
}
