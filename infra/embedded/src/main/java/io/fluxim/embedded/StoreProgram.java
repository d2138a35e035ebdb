package io.fluxim.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * One store of those that live in a JVM, as a process of its own, which a test may kill, stop and continue:
 *
 * <pre>
 * StoreProgram kafka|mongodb --dir DIR --port PORT        PORT 0: any free one
 * StoreProgram kafka … --door PORT:ADVERTISED             a second way in, for clients that come through a proxy
 * </pre>
 *
 * <p>It says {@code ready PORT} on standard output when it serves, and nothing else there. It stops cleanly on SIGTERM and
 * when its standard input ends, so that it never outlives who started it. Exit code 1: it cannot start, 2: called wrongly.
 */
public final class StoreProgram {

    private static final String USAGE = "StoreProgram kafka|mongodb --dir DIR --port PORT [--door PORT:ADVERTISED]";
    private static final Set<String> OPTIONS = Set.of("--dir", "--port", "--door");
    private static final int HIGHEST_PORT = 65_534; // Kafka takes the next one too

    private StoreProgram() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream said = System.out;
        System.setOut(System.err); // whatever logs to standard output must not come between
        try {
            serve(store(arguments), said);
        } catch (IllegalArgumentException e) {
            end(2, e.getMessage() + "; usage: " + USAGE);
        } catch (CannotStart | UncheckedIOException e) {
            end(1, String.valueOf(e.getMessage()));
        }
    }

    private static void serve(EmbeddedStore store, PrintStream said) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(store::close, "stop"));
        store.start();
        said.println("ready " + store.port());
        said.flush();
        awaitEndOfInput();
        System.exit(0);
    }

    /**
     * The store that the arguments name, not started.
     *
     * @throws IllegalArgumentException names the argument and what was expected
     */
    static EmbeddedStore store(String... arguments) {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("a store was expected");
        }
        Map<String, String> options = options(arguments);
        Path dir = dir(options.getOrDefault("--dir", ""));
        int port = port("--port", options.getOrDefault("--port", ""));
        return switch (arguments[0]) {
            case "kafka" -> kafka(dir, port, options.getOrDefault("--door", ""));
            case "mongodb" -> new EmbeddedMongo(dir, port);
            default -> throw new IllegalArgumentException("kafka or mongodb was expected, not '" + arguments[0] + "'");
        };
    }

    private static EmbeddedKafka kafka(Path dir, int port, String door) {
        if (door.isEmpty()) {
            return new EmbeddedKafka(dir, port);
        }
        String[] ports = door.split(":", -1);
        if (ports.length != 2) {
            throw new IllegalArgumentException("--door: PORT:ADVERTISED was expected, not '" + door + "'");
        }
        return new EmbeddedKafka(dir, port, new EmbeddedKafka.Door(port("--door", ports[0]), port("--door", ports[1])));
    }

    private static Map<String, String> options(String... arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!OPTIONS.contains(arguments[i]) || i + 1 == arguments.length) {
                throw new IllegalArgumentException(
                        "--dir DIR and --port PORT were expected, not '" + arguments[i] + "'");
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static Path dir(String given) {
        if (given.isBlank()) {
            throw new IllegalArgumentException("--dir: a directory was expected");
        }
        try {
            return Path.of(given);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("--dir: a directory was expected, not '" + given + "'", e);
        }
    }

    private static int port(String option, String given) {
        String expected = option + ": a number from 0 to " + HIGHEST_PORT + " was expected, not '" + given + "'";
        try {
            int port = Integer.parseInt(given);
            if (port < 0 || port > HIGHEST_PORT) {
                throw new IllegalArgumentException(expected);
            }
            return port;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(expected, e);
        }
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[256];
        while (System.in.read(ignored) >= 0) {} // what comes is of no interest, only that it ends
    }

    private static void end(int code, String why) {
        System.err.println(why);
        System.exit(code);
    }
}
