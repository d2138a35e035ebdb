package io.fluxim.inbox;

import io.fluxim.protocol.InvalidInput;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a walk comes to.
 *
 * @param key   where it is in the walk
 * @param owner whose inbox, or which conversation; empty where a document is found there that names none
 */
public record WalkStep<T>(String key, Optional<T> owner) {

    /** Names none where the name is refused. */
    public static <T> WalkStep<T> of(String key, Supplier<T> owner) {
        try {
            return new WalkStep<>(key, Optional.of(owner.get()));
        } catch (InvalidInput none) {
            return new WalkStep<>(key, Optional.empty());
        }
    }
}
