package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.rebuild.Ending;
import io.fluxim.rebuild.InboxDifference;
import io.fluxim.rebuild.Places;
import io.fluxim.rebuild.RebuildFailed;
import io.fluxim.rebuild.RebuildInbox;
import io.fluxim.rebuild.RebuildInbox.Done;
import io.fluxim.rebuild.Whose;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes inboxes anew, and says how the standing ones differ. */
@Command(name = "inbox", description = "Makes inboxes anew from the log and the members at each seq.")
final class RebuildInboxCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--user", paramLabel = "U", description = "this user's inbox; repeatable")
    private List<String> users = List.of();

    @Option(names = "--all", description = "every inbox")
    private boolean all;

    @Option(names = "--apply", description = "put those that differ in the place of the standing ones")
    private boolean apply;

    @Override
    public Integer call() {
        Whose whose = whose();
        try {
            RebuildInbox rebuild = new RebuildInbox(RebuildCommand::step);
            Done done = rebuild.run(installation.data(), whose, apply ? Ending.PUT_IN_PLACE : Ending.COMPARED);
            tell(done);
            return done.difference().isWhole() || apply ? 0 : 1;
        } catch (RebuildFailed failed) {
            throw new Failed(String.valueOf(failed.getMessage()), failed);
        }
    }

    private Whose whose() {
        if (all == !users.isEmpty()) {
            throw wrong("rebuild inbox takes either --user U or --all");
        }
        try {
            return all
                    ? new Whose.Everybody()
                    : new Whose.Only(users.stream().map(UserId::new).collect(Collectors.toSet()));
        } catch (InvalidInput e) {
            throw wrong(e.field() + " " + e.getMessage());
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        CommandLine line = spec == null ? new CommandLine(this) : spec.commandLine();
        return new CommandLine.ParameterException(line, message);
    }

    private void tell(Done done) {
        System.out.printf(
                Locale.ROOT,
                "The log holds %,d messages, repeats included; %,d inboxes were looked at.%n",
                done.read(),
                done.inboxes());
        if (done.waiting() > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "  %,d records wait to be delivered at the next start; what they bring counts as missing.%n",
                    done.waiting());
        }
        InboxDifference difference = done.difference();
        tell("entries are due by the log and in no inbox", difference.missing());
        tell("entries are not in the inbox as they are in the log", difference.unlike());
        tell("entries stand behind a hole, or out of the order of their conversation", difference.displaced());
        tell(
                "entries are in an inbox only, the log no longer has them or they are old: they stay",
                difference.beyond());
        System.out.println(ending(done));
    }

    private String ending(Done done) {
        long spoilt = done.difference().spoilt();
        if (spoilt == 0) {
            return "Every one holds what is due by the log. Nothing was changed.";
        }
        return String.format(
                Locale.ROOT,
                done.epoch()
                        .map(epoch -> "%,d inboxes made anew are in place; the others are as they were.%n"
                                + "New epoch " + epoch + ", for the whole installation: every client starts over from"
                                + " position 0 when it connects.")
                        .orElse("%,d inboxes differ. Nothing was changed. To put them right, and have every client of"
                                + " the installation start over: the same with --apply"),
                spoilt);
    }

    private static void tell(String what, Places places) {
        RebuildCommand.tell(what, places.count(), places.first());
    }
}
