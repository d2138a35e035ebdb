package io.fluxim.standalone.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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

    /** Scheme, host and port, without a path. */
    public URI url() {
        return url != null ? url : URI.create(recorded().orElse(DEFAULT_URL));
    }

    /** The same place for WebSockets. */
    public URI socketUrl() {
        return URI.create(url().toString().replaceFirst("^http", "ws") + "/ws");
    }

    private Optional<String> recorded() {
        try {
            return Optional.of(Files.readString(data().resolve("run/url")).strip());
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
