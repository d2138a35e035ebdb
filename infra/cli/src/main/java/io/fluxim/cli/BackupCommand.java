package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.standalone.backup.Backup;
import io.fluxim.standalone.backup.BackupFailed;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Backs up an installation that does not run; the launcher stops and starts it. */
@Command(name = "backup", description = "Writes everything into one file; nothing may run meanwhile.")
final class BackupCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "FILE|DIR", description = "a new file, or the directory to make one in")
    private Path target = Path.of(".");

    @Override
    public Integer call() {
        try {
            Backup.Made made = new Backup(Clock.systemUTC()).take(installation.data(), target);
            System.out.printf(
                    Locale.ROOT,
                    "Backed up: %s (%.1f MB, readable by you alone: it holds secrets)%n  %s%n",
                    made.file(),
                    made.bytes() / 1e6,
                    made.holds());
            if (made.waits() > 0) {
                System.out.println("  " + made.waits()
                        + " records in the log still wait to be handled; a restore goes on" + " with them");
            }
            return 0;
        } catch (BackupFailed failed) {
            throw new Failed(String.valueOf(failed.getMessage()), failed);
        }
    }
}
