package io.fluxim.standalone.cli;

import io.fluxim.history.Difference;
import io.fluxim.standalone.rebuild.Ending;
import io.fluxim.standalone.rebuild.RebuildFailed;
import io.fluxim.standalone.rebuild.RebuildHistory;
import io.fluxim.standalone.rebuild.RebuildHistory.Done;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a read model anew from the log, and says how the standing one differs. */
@Command(name = "rebuild", description = "Makes the history anew from the log; nothing may run meanwhile.")
final class RebuildCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "history", description = "what to make anew")
    private String what = "";

    @Option(names = "--apply", description = "put it in the place of the standing one, which is kept beside")
    private boolean apply;

    @Override
    public Integer call() {
        if (!what.equals("history")) {
            throw new Failed("only the history can be rebuilt, not '" + what + "'");
        }
        try {
            RebuildHistory rebuild = new RebuildHistory(Clock.systemUTC(), step -> System.out.println("  " + step));
            Done done = rebuild.run(installation.data(), apply ? Ending.PUT_IN_PLACE : Ending.COMPARED);
            tell(done);
            return done.difference().isWhole() || apply ? 0 : 1;
        } catch (RebuildFailed failed) {
            throw new Failed(String.valueOf(failed.getMessage()), failed);
        }
    }

    private void tell(Done done) {
        System.out.printf(Locale.ROOT, "The log holds %,d messages, repeats included.%n", done.read());
        if (done.refused() > 0) {
            System.out.printf(Locale.ROOT, "  %,d do not fit the table: ./fluxim dead-letters%n", done.refused());
        }
        Difference difference = done.difference();
        tell("are in the log and not in the history", difference.missing());
        tell("are not in the history as they are in the log", difference.unlike());
        tell("are in the history and no longer in the log", difference.beyond());
        if (difference.isWhole()) {
            System.out.println("The history holds everything that the log holds.");
        }
        done.old()
                .ifPresentOrElse(
                        old -> System.out.println("The history made anew is in place. The old one stays as " + old
                                + ": drop it when you need it no more."),
                        () -> System.out.println("Nothing was changed."
                                + (difference.isWhole() ? "" : " To put it right: ./fluxim rebuild history --apply")));
    }

    private static void tell(String what, Difference.Places places) {
        if (places.count() == 0) {
            return;
        }
        System.out.printf(Locale.ROOT, "  %,d messages %s:%n", places.count(), what);
        places.first()
                .forEach(place -> System.out.println(
                        "    " + place.conversation().key() + " #" + place.seq().value()));
        long more = places.count() - places.first().size();
        if (more > 0) {
            System.out.printf(Locale.ROOT, "    … and %,d more%n", more);
        }
    }
}
