package io.fluxim.cli.chat;

import java.time.Duration;

/** A moment to come, by the clock that never jumps. */
record Timer(boolean set, long nanos) {

    static Timer never() {
        return new Timer(false, 0);
    }

    static Timer now() {
        return in(Duration.ZERO);
    }

    static Timer in(Duration wait) {
        return new Timer(true, System.nanoTime() + wait.toNanos());
    }

    boolean due() {
        return set && System.nanoTime() - nanos >= 0;
    }
}
