package io.fluxim.cli.train;

import io.fluxim.cli.Installation;
import io.fluxim.client.Administrator;
import io.fluxim.client.Api;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** For the launcher, which starts a platform of its own for it: never on one that people use. */
@Command(name = "train", hidden = true, description = "Uses every path of a platform for some seconds.")
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--seconds", paramLabel = "N", description = "how long messages are sent (15)")
    private int seconds = 15;

    @Override
    public Integer call() {
        Training training = new Training(
                installation.socketUrl(),
                new Api(installation.url()),
                Administrator.of(installation.data()),
                Duration.ofSeconds(seconds));
        training.run(done -> System.out.println("  " + done));
        return 0;
    }
}
