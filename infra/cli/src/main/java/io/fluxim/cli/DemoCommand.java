package io.fluxim.cli;

import io.fluxim.cli.demo.Demo;
import io.fluxim.cli.demo.DemoFailed;
import io.fluxim.cli.demo.DemoScreen;
import io.fluxim.client.Failed;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Plays the demo; exit code 1 where something was not as promised. */
@Command(name = "demo", description = "People chat, one goes offline and catches up; shows who received what.")
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--continue", description = "the same people go on; their positions must go on, too")
    private boolean goesOn;

    @Override
    public Integer call() {
        boolean colour = System.console() != null && System.getenv("NO_COLOR") == null;
        Demo demo = new Demo(
                new HttpStage(installation),
                installation.data().resolve("demo.json"),
                new DemoScreen(System.out, colour));
        try {
            return (goesOn ? demo.playOn() : demo.play()) ? 0 : 1;
        } catch (DemoFailed failed) {
            throw new Failed(String.valueOf(failed.getMessage()));
        }
    }
}
