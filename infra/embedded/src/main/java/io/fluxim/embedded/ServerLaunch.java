package io.fluxim.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How a server is started as a child process.
 *
 * @param name     of the store
 * @param port     that it will listen on
 * @param dir      its working directory, with its log and its process id
 * @param config   its configuration file, named by its command line: by it an orphan is recognised
 * @param command  writes what the server reads at its start, and tells the command
 * @param probe    whether it serves; a broken connection means "not yet"
 * @param patience the longest wait for its start, and for its end
 */
record ServerLaunch(String name, int port, Path dir, Path config, Preparation command, Probe probe, Duration patience) {

    /** The last steps before the start. */
    interface Preparation {
        List<String> prepare() throws IOException;
    }

    /** A question to the server. */
    interface Probe {
        boolean ready() throws IOException;
    }
}
