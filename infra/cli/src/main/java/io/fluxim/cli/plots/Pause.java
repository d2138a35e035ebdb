package io.fluxim.cli.plots;

import io.fluxim.client.Failed;
import java.time.Duration;

/** Nothing happens for a while. */
final class Pause {

    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted", e);
        }
    }
}
