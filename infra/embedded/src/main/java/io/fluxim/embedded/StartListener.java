package io.fluxim.embedded;

/** Hears how the start and the stop of stores go on; called from several threads at once. */
@FunctionalInterface
public interface StartListener {

    /** What a store is about. */
    enum Phase {
        STARTING,
        READY,
        FAILED,
        STOPPING,
        STOPPED
    }

    /**
     * A store has come to a phase.
     *
     * @param store  its {@link EmbeddedStore#name}
     * @param millis since it began to start or stop
     */
    void changed(String store, Phase phase, long millis);
}
