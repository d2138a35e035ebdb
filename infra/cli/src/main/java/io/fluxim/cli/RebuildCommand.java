package io.fluxim.cli;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Makes a read model anew from the log, and says how the standing one differs. Exit code 1: it differs, and stays as it is. */
@Command(
        name = "rebuild",
        description = "Makes inboxes or the history anew from the log; nothing may run meanwhile.",
        subcommands = {RebuildInboxCommand.class, RebuildHistoryCommand.class})
final class RebuildCommand {

    private RebuildCommand() {}

    /** Names some places, where there are any. */
    static void tell(String what, long count, List<String> first) {
        if (count == 0) {
            return;
        }
        System.out.printf(Locale.ROOT, "  %,d %s:%n", count, what);
        first.forEach(place -> System.out.println("    " + place));
        if (count > first.size()) {
            System.out.printf(Locale.ROOT, "    … and %,d more%n", count - first.size());
        }
    }

    static void step(String step) {
        System.out.println("  " + step);
    }
}
