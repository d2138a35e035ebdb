package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.history.Difference;
import io.fluxim.rebuild.Ending;
import io.fluxim.rebuild.RebuildFailed;
import io.fluxim.rebuild.RebuildHistory;
import io.fluxim.rebuild.RebuildHistory.Done;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes the history anew, and says how the standing one differs. */
@Command(
        name = "history",
        description = "Makes the history anew as a whole: it belongs to conversations, not to users.")
final class RebuildHistoryCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--all", description = "all of it, as is always done")
    private boolean all;

    @Option(names = "--user", paramLabel = "U", hidden = true)
    private @Nullable String user;

    @Option(names = "--apply", description = "put it in the place of the standing one, which is kept beside")
    private boolean apply;

    @Override
    public Integer call() {
        if (user != null) {
            throw new Failed(
                    "the history is made anew as a whole: its rows belong to conversations, which are never one"
                            + " user's alone. Leave --user out");
        }
        try {
            RebuildHistory rebuild = new RebuildHistory(Clock.systemUTC(), RebuildCommand::step);
            Done done = rebuild.run(installation.data(), apply ? Ending.PUT_IN_PLACE : Ending.COMPARED);
            tell(done);
            return done.difference().isWhole() || apply ? 0 : 1;
        } catch (RebuildFailed failed) {
            throw new Failed(String.valueOf(failed.getMessage()), failed);
        }
    }

    private static void tell(Done done) {
        System.out.printf(Locale.ROOT, "The log holds %,d messages, repeats included.%n", done.read());
        if (done.refused() > 0) {
            System.out.printf(Locale.ROOT, "  %,d do not fit the table: ./fluxim dead-letters%n", done.refused());
        }
        Difference difference = done.difference();
        tell("messages are in the log and not in the history", difference.missing());
        tell("messages are not in the history as they are in the log", difference.unlike());
        tell("messages are in the history and no longer in the log", difference.beyond());
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
        List<String> first = places.first().stream()
                .map(place -> place.conversation().key() + " #" + place.seq().value())
                .toList();
        RebuildCommand.tell(what, places.count(), first);
    }
}
