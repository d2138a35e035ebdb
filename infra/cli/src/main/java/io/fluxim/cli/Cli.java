package io.fluxim.cli;

import io.fluxim.cli.chat.ChatCommand;
import io.fluxim.cli.doctor.DoctorCommand;
import io.fluxim.cli.plots.PlotsCommand;
import io.fluxim.cli.train.TrainCommand;
import io.fluxim.client.Failed;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Entry of every launcher command that is written in Java. Exit code 0: done, 1: it failed, 2: called wrongly; {@link AuditCommand} has
 * a fourth.
 */
@Command(
        name = "./fluxim",
        subcommands = {
            TokenCommand.class,
            ChatCommand.class,
            DemoCommand.class,
            SweepCommand.class,
            DeadLettersCommand.class,
            AuditCommand.class,
            DoctorCommand.class,
            PlotsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            RebuildCommand.class,
            TrainCommand.class
        })
public final class Cli {

    private Cli() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Cli())
                .setExecutionExceptionHandler((failure, line, parsed) -> report(failure, line.getErr()));
    }

    private static int report(Exception failure, PrintWriter err) {
        if (failure instanceof Failed expected) {
            err.println("fluxim: " + expected.getMessage());
        } else {
            err.println("fluxim: unexpected failure");
            failure.printStackTrace(err);
        }
        err.flush();
        return 1;
    }
}
