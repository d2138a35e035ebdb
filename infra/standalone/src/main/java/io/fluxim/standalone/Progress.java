package io.fluxim.standalone;

import java.io.PrintStream;
import java.util.Locale;

/** What is happening, for the person who started it: a line for each part with the time it took. */
final class Progress {

    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final boolean colours;

    /** @param colours whether somebody watches, on a terminal that shows them */
    Progress(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** A line that the next one replaces; nothing where nobody watches. */
    synchronized void starting(String part) {
        if (colours) {
            out.print("  " + part + " ...");
            out.flush();
        }
    }

    synchronized void done(String part, long nanos) {
        line(String.format(Locale.ROOT, "  %-18s ready after %4.1f s", part, nanos / NANOS_PER_SECOND));
    }

    synchronized void ready(long nanos, String addresses) {
        String line = String.format(Locale.ROOT, "Fluxim is ready after %.1f s.", nanos / NANOS_PER_SECOND);
        line(colours ? "\033[32m" + line + "\033[0m" : line);
        line(addresses.stripTrailing());
        line("  Chat         ./fluxim chat alice   (and ./fluxim chat bob beside it)");
        line("  Stop         Ctrl-C or ./fluxim stop");
    }

    synchronized void say(String text) {
        line(text);
    }

    synchronized void problem(String text) {
        line(colours ? "\033[31m" + text + "\033[0m" : text);
    }

    private void line(String text) {
        out.println(colours ? "\r\033[K" + text : text);
        out.flush();
    }
}
