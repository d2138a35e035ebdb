package io.fluxim.bench.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Starts platforms, one after the other, each in an empty directory. */
public interface PlatformStarter {

    /**
     * What a platform is started with besides its defaults.
     *
     * @param keys          of the configuration
     * @param heapMegabytes most heap of what holds the data; empty for the default
     */
    record Conditions(Map<String, String> keys, OptionalInt heapMegabytes) {

        /** What {@code ./fluxim up} has. */
        public static final Conditions DEFAULT = new Conditions(Map.of(), OptionalInt.empty());

        public Conditions {
            keys = Map.copyOf(keys);
        }

        /** The same with so much heap, if any is given. */
        public Conditions withHeap(OptionalInt megabytes) {
            return megabytes.isPresent() ? new Conditions(keys, megabytes) : this;
        }
    }

    /** Where all of them live; its content goes with each of them. */
    Path dir();

    /** What is started, in a sentence for the report. */
    String describe();

    /**
     * Returns when it serves.
     *
     * @param progress told of its parts
     */
    Platform start(Conditions conditions, Consumer<String> progress);
}
