package io.fluxim.torture.victim;

import io.fluxim.access.server.AccessApplication;
import io.fluxim.cleaner.CleanerApplication;
import io.fluxim.pipeline.PipelineApplication;
import io.fluxim.sink.HistorySinkApplication;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * An application as it is shipped, with a hand of ours in its wiring: it dies where it is told to, or has a defect.
 *
 * <pre>
 * Victim access|pipeline|sink|cleaner --key=value ...
 * </pre>
 *
 * <p>It says {@code ready} when it serves, and takes a command a line: see {@link Commands}. It ends when its input does, so that it outlives nobody.
 */
public final class Victim {

    private Victim() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream said = System.out;
        System.setOut(System.err); // what logs to standard output must not come between
        Points points = new Points(said);
        Defect defect = new Defect();
        Wrapping wrapping = new Wrapping(points, defect);
        application(arguments[0])
                .initializers(context ->
                        context.addBeanFactoryPostProcessor(factory -> factory.addBeanPostProcessor(wrapping)))
                .run(Arrays.copyOfRange(arguments, 1, arguments.length));
        said.println("ready");
        said.flush();
        obey(new Commands(points, defect), said);
        Runtime.getRuntime().halt(0);
    }

    private static SpringApplicationBuilder application(String name) {
        return switch (name) {
            case "access" -> AccessApplication.builder();
            case "pipeline" -> PipelineApplication.builder();
            case "sink" -> HistorySinkApplication.builder();
            case "cleaner" -> CleanerApplication.builder();
            default ->
                throw new IllegalArgumentException("access, pipeline, sink or cleaner was expected, not " + name);
        };
    }

    private static void obey(Commands commands, PrintStream said) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            said.println(commands.answer(line));
            said.flush();
        }
    }
}
