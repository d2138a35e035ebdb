package io.fluxim.bench.platform;

import io.fluxim.access.server.AccessApplication;
import io.fluxim.pipeline.PipelineApplication;
import io.fluxim.sink.HistorySinkApplication;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application as it is shipped, in a process that ends when its input does, so that it outlives nobody:
 *
 * <pre>
 * Part access|pipeline|sink --key=value ...
 * </pre>
 *
 * <p>It says {@code ready} when it serves.
 */
public final class Part {

    private Part() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream said = System.out;
        System.setOut(System.err); // what logs to standard output must not come between
        ConfigurableApplicationContext running =
                application(arguments[0]).run(Arrays.copyOfRange(arguments, 1, arguments.length));
        if ("access".equals(arguments[0])) {
            AccessApplication.awaitReady(running);
        }
        said.println("ready");
        said.flush();
        byte[] ignored = new byte[256];
        while (System.in.read(ignored) >= 0) {} // only its end is of interest
        Runtime.getRuntime().halt(0);
    }

    private static SpringApplicationBuilder application(String name) {
        return switch (name) {
            case "access" -> AccessApplication.builder();
            case "pipeline" -> PipelineApplication.builder();
            case "sink" -> HistorySinkApplication.builder();
            default -> throw new IllegalArgumentException("access, pipeline or sink was expected, not " + name);
        };
    }
}
