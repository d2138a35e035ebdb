package io.fluxim.torture.fault;

import java.util.function.Consumer;

/**
 * One way to torture a cluster. It strikes, holds and heals by itself: when it returns, every process runs and every network
 * is whole.
 *
 * @param name   for commands and reports, words joined by hyphens
 * @param what   what is done, in a sentence
 * @param course does it; {@link DidNotTakePlace} where it could not be done as said
 */
public record Fault(String name, String what, Consumer<Scene> course) {

    /** The fault did not happen, so that a cell that held proves nothing. */
    public static final class DidNotTakePlace extends RuntimeException {
        public DidNotTakePlace(String message) {
            super(message);
        }
    }
}
