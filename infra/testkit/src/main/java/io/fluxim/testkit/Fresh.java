package io.fluxim.testkit;

import java.util.concurrent.atomic.AtomicInteger;

/** Names that no test has used before, also not in an earlier run against the same server. */
final class Fresh {

    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Fresh() {}

    /** Letters, digits and underscores. */
    static String name(String purpose) {
        return purpose.replaceAll("[^A-Za-z0-9]", "_") + "_" + RUN + "_" + NEXT.incrementAndGet();
    }
}
