package io.fluxim.bench.scenario;

import java.time.Duration;

/**
 * How long a step takes.
 *
 * @param warm     at the same rate before, checked and not measured
 * @param measured from there on
 */
record Times(Duration warm, Duration measured) {

    static Times ofSeconds(int warm, int measured) {
        return new Times(Duration.ofSeconds(warm), Duration.ofSeconds(measured));
    }
}
