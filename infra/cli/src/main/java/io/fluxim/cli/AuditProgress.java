package io.fluxim.cli;

import io.fluxim.audit.Findings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** How far a long audit is, now and then. */
final class AuditProgress {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    /** Moved by the one that tells; one at a time. */
    private long next = System.nanoTime() + EVERY.toNanos();

    AuditProgress(PrintStream out) {
        this.out = out;
    }

    void told(Findings findings) {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + EVERY.toNanos();
        out.printf(
                Locale.ROOT,
                "  … %,d messages of %,d conversations, %,d entries of %,d inboxes, %,d findings%n",
                findings.messages(),
                findings.conversations(),
                findings.entries(),
                findings.inboxes(),
                findings.counts().values().stream().mapToLong(count -> count).sum());
    }
}
