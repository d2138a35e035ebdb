package io.fluxim.cli;

import io.fluxim.client.Failed;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the Fluxim is that a command talks to: options shared by all commands. */
public final class Installation {

    private static final String DEFAULT_URL = "http://127.0.0.1:10002";

    @Option(names = "--url", paramLabel = "URL", description = "where Fluxim answers; default: what `up` recorded")
    private @Nullable URI url;

    /** The data directory of this machine's Fluxim, as the launcher gave it. */
    public Path data() {
        return Path.of(System.getProperty("fluxim.data", "data"));
    }

    /** Where the API answers: scheme, host and port, without a path. */
    public URI url() {
        return url != null ? url : URI.create(recorded("api").orElse(DEFAULT_URL));
    }

    /** The same place for WebSockets. */
    public URI socketUrl() {
        return URI.create(url().toString().replaceFirst("^http", "ws") + "/ws");
    }

    /** Whether a process serves this data directory and is ready. */
    public boolean running() {
        return recorded("api").isPresent();
    }

    /** Where an application of this machine is managed. */
    public URI management(String application) {
        return URI.create(recorded(application)
                .orElseThrow(() -> new Failed("Fluxim does not run with " + data() + ". Start it: ./fluxim up")));
    }

    /** What the running process recorded under this name. */
    private Optional<String> recorded(String name) {
        Properties addresses = new Properties();
        try (Reader lines = Files.newBufferedReader(data().resolve("run/addresses"))) {
            addresses.load(lines);
        } catch (IOException absent) {
            return Optional.empty();
        }
        return Optional.ofNullable(addresses.getProperty(name));
    }
}
