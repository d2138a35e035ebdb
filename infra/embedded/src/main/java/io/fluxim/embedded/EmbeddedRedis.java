package io.fluxim.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis 6.2 as a child process, with an append-only file in its directory.
 *
 * <p>Each write reaches the operating system before its reply and the disk within a second: the death of the process
 * loses nothing, that of the machine up to one second. The password stands in a file for the owner only, never on the
 * command line.
 */
public final class EmbeddedRedis implements EmbeddedStore {

    private static final String VERSION = "6.2.6-v5";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;

    private final Path dir;
    private final int port;
    private final String password;
    private final Path cache;

    /** The port of the primary that this one follows, 0 where it follows none; moved by {@link #promote} alone. */
    private int follows;

    /** Moved by start, close and kill alone, under this object's monitor. */
    private @Nullable ServerProcess server;

    /**
     * @param dir      kept between starts
     * @param port     0 for any free one
     * @param password every client needs it
     * @param cache    where the program is unpacked once; may be shared
     */
    public EmbeddedRedis(Path dir, int port, String password, Path cache) {
        this(dir, port, password, cache, 0);
    }

    private EmbeddedRedis(Path dir, int port, String password, Path cache, int follows) {
        this.dir = dir.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.password = password;
        this.cache = cache;
        this.follows = follows;
    }

    /**
     * One that follows this one, with the same password: not started; start it while this one serves. It answers once it
     * has a copy, reads only, and refuses reads too where it has lost this one.
     *
     * <p>Redis writes its file anew once it has its copy: a replica killed in the moment after that comes back empty.
     *
     * @param replicaDir  of its own, kept between starts
     * @param replicaPort 0 for any free one
     */
    public EmbeddedRedis replica(Path replicaDir, int replicaPort) {
        return new EmbeddedRedis(replicaDir, replicaPort, password, cache, port);
    }

    /**
     * Makes a running replica a primary with what it has, for all its life: what its primary takes from now on it lacks, so
     * promoting some time before the primary dies is a failover to a replica that lags.
     */
    public synchronized void promote() throws IOException {
        String answer = command("REPLICAOF NO ONE");
        if (!answer.equals("+OK")) {
            throw new IOException("redis answered REPLICAOF NO ONE with " + answer);
        }
        follows = 0;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public int port() {
        return port;
    }

    /** Address and password of logical database 0. */
    public String url() {
        return "redis://:" + password + "@" + Ports.LOOPBACK + ":" + port;
    }

    public String password() {
        return password;
    }

    /** The process that serves; only while it runs. */
    public synchronized long pid() {
        if (server == null) {
            throw new IllegalStateException("redis does not run");
        }
        return server.pid();
    }

    @Override
    public synchronized void start() {
        if (server != null && server.isAlive()) {
            return;
        }
        if (server != null) {
            close(); // it ended by itself
        }
        Path config = dir.resolve("redis.conf");
        server = ServerProcess.start(
                new ServerLaunch(name(), port, dir, config, () -> prepare(config), this::serves, PATIENCE));
    }

    private List<String> prepare(Path config) throws IOException {
        OwnerFile.write(config, config());
        return List.of(program().toString(), config.toString());
    }

    private String config() {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                appendonly yes
                appendfsync everysec
                save ""
                databases 256
                daemonize no
                # an orphan is recognised by its command line
                set-proc-title no
                """.formatted(port, password, dir) + (follows == 0 ? "" : following());
    }

    private String following() {
        return """
                replicaof 127.0.0.1 %d
                masterauth %s
                # without a copy it would answer that nothing is there
                replica-serve-stale-data no
                """.formatted(follows, password);
    }

    private Path program() throws IOException {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux") ? "linux" : "darwin";
        String arch = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        String version = os.equals("linux") && arch.equals("arm64") ? "6.2.7" : VERSION;
        String file = "redis-server-" + version + "-" + os + "-" + arch;
        return new Binaries(cache).unpacked(file, "", file, file::equals).resolve(file);
    }

    /** False while the append-only file is loading, or a replica has no copy yet. */
    private boolean serves() throws IOException {
        return command("EXISTS anything").startsWith(":");
    }

    /**
     * One command in Redis's inline form on a connection of its own: for probes and for tests.
     *
     * @return the first line of the reply with its type mark, such as {@code +OK}
     */
    public String command(String line) throws IOException {
        try (Socket socket = new Socket(Ports.LOOPBACK, port)) {
            socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
            String request = "AUTH " + password + "\r\n" + line + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            BufferedReader reply =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String authenticated = reply.readLine();
            String answer = reply.readLine();
            if (!"+OK".equals(authenticated) || answer == null) {
                throw new IOException("redis answered AUTH with " + authenticated);
            }
            return answer;
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    @Override
    public synchronized void kill() {
        if (server != null) {
            server.kill();
            server = null;
        }
    }
}
