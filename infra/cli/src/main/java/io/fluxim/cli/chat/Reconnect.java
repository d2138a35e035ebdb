package io.fluxim.cli.chat;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next try: doubled each time, with jitter, so that clients do not come back as one. */
final class Reconnect {

    private static final long FIRST_MS = 500;
    private static final long LONGEST_MS = 15_000;

    // Moved by the chat's one thread.
    private long bound = FIRST_MS;
    private long notBefore;

    void succeeded() {
        bound = FIRST_MS;
    }

    /** The server asks for so long a wait before the next try. */
    void notBefore(Duration wait) {
        notBefore = wait.toMillis();
    }

    Duration next() {
        long wait = bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1);
        long asked = notBefore;
        bound = Math.min(2 * bound, LONGEST_MS);
        notBefore = 0;
        return Duration.ofMillis(Math.max(wait, asked));
    }
}
