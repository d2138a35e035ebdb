package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.standalone.backup.BackupFailed;
import io.fluxim.standalone.backup.Restore;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Restores an installation from a file of {@code backup}, and says what that means for clients. */
@Command(name = "restore", description = "Brings an installation back to what a backup holds.")
final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "FILE", description = "what backup wrote")
    private Path file = Path.of("");

    @Option(names = "--replace", description = "set the data that are there aside")
    private boolean replace;

    @Option(names = "--keep-tokens", description = "tokens of before stay valid")
    private boolean keepTokens;

    @Option(names = "--check", description = "only compare the file with its checksums")
    private boolean check;

    @Override
    public Integer call() {
        Restore restore = new Restore(file);
        try {
            if (check) {
                Restore.Held held = restore.check();
                System.out.println("Whole: " + sentence(held));
            } else {
                done(restore.into(
                        installation.data(),
                        replace ? Restore.Present.SET_ASIDE : Restore.Present.REFUSED,
                        keepTokens ? Restore.Tokens.KEPT : Restore.Tokens.REVOKED));
            }
            return 0;
        } catch (BackupFailed failed) {
            throw new Failed(String.valueOf(failed.getMessage()), failed);
        }
    }

    private void done(Restore.Done done) {
        System.out.println("Restored into " + installation.data() + ": " + sentence(done.held()));
        done.aside().ifPresent(aside -> System.out.println("  What was there is now in " + aside));
        System.out.println("  New epoch " + done.epoch() + ": clients start over from position 0 when they connect.");
        if (keepTokens) {
            System.out.println("  Tokens stay valid, also those that were revoked after the backup.");
        } else {
            System.out.println(
                    "  No token of before is valid any more: app servers ask for new ones. (A key of your own,"
                            + " im.access.jwt.key, is for you to change.)");
        }
        if (done.waits() > 0) {
            System.out.println("  " + done.waits() + " records wait in the log; the next start handles them.");
        }
        System.out.println("Start it: ./fluxim up");
    }

    private static String sentence(Restore.Held held) {
        return "made " + held.made() + " by Fluxim " + held.version() + "; " + held.holds();
    }
}
