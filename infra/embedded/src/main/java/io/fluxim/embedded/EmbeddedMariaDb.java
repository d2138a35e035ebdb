package io.fluxim.embedded;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real MariaDB 11.4 as a child process, with its data in its directory and a flush at every commit.
 *
 * <p>Text is utf8mb4, compared byte by byte. {@code root} is known to the local socket only. The application's account
 * may do all in its database and in those whose names begin with it and an underscore. Linux on x86-64 only.
 */
public final class EmbeddedMariaDb implements EmbeddedStore {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;

    private final Path dir;
    private final int port;
    private final Account account;
    private final Binaries binaries;

    /** Moved by start, close and kill alone, under this object's monitor. */
    private @Nullable ServerProcess server;

    /**
     * Who may do what.
     *
     * @param database     made where absent; letters, digits and underscores
     * @param user         of the application
     * @param password     of that user
     * @param rootPassword of root
     */
    public record Account(String database, String user, String password, String rootPassword) {

        public Account {
            requireWord("database", database);
            requireWord("user", user);
            requireUnquoted("password", password);
            requireUnquoted("rootPassword", rootPassword);
        }

        /** Without the passwords. */
        @Override
        public String toString() {
            return "Account[database=" + database + ", user=" + user + "]";
        }

        private static void requireWord(String field, String value) {
            if (!value.matches("[A-Za-z0-9_]{1,60}")) {
                throw new IllegalArgumentException(field + " must be 1 to 60 letters, digits and underscores");
            }
        }

        private static void requireUnquoted(String field, String value) {
            if (value.isEmpty() || value.contains("'") || value.contains("\\") || value.contains("\n")) {
                throw new IllegalArgumentException(field + " must not be empty nor contain quotes and backslashes");
            }
        }
    }

    /**
     * @param dir   kept between starts; not in the temporary folder
     * @param port  0 for any free one
     * @param cache where the program (330 MB) is unpacked once; may be shared
     */
    public EmbeddedMariaDb(Path dir, int port, Account account, Path cache) {
        this.dir = dir.toAbsolutePath();
        this.port = Ports.orFree(port);
        this.account = account;
        this.binaries = new Binaries(cache);
    }

    @Override
    public String name() {
        return "mariadb";
    }

    @Override
    public int port() {
        return port;
    }

    public Account account() {
        return account;
    }

    /** For the MariaDB driver; user and password go apart. */
    public String jdbcUrl() {
        return "jdbc:mariadb://" + Ports.LOOPBACK + ":" + port + "/" + account.database();
    }

    /** The process that serves; only while it runs. */
    public synchronized long pid() {
        if (server == null) {
            throw new IllegalStateException("mariadb does not run");
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
        Path config = dir.resolve("my.cnf");
        server = ServerProcess.start(
                new ServerLaunch(name(), port, dir, config, () -> prepare(config), this::greets, PATIENCE));
    }

    private List<String> prepare(Path config) throws IOException {
        MariaDbProgram program = MariaDbProgram.unpacked(binaries);
        if (!Files.isDirectory(data())) {
            program.install(dir, data());
        }
        OwnerFile.write(dir.resolve("init.sql"), accounts());
        OwnerFile.write(config, config(program.home()));
        return program.serve(config);
    }

    private Path data() {
        return dir.resolve("data");
    }

    /** Run by the server at each start before it listens; so a new password is a new start. */
    private String accounts() {
        String database = account.database();
        String user = "'" + account.user() + "'@'127.0.0.1'";
        return """
                DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');
                FLUSH PRIVILEGES;
                ALTER USER 'root'@'localhost' IDENTIFIED BY '%s';
                CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
                CREATE USER IF NOT EXISTS %s IDENTIFIED BY '%s';
                ALTER USER %s IDENTIFIED BY '%s';
                GRANT ALL ON `%s`.* TO %s;
                GRANT ALL ON `%s\\_%%`.* TO %s;
                """.formatted(
                        account.rootPassword(),
                        database,
                        user,
                        account.password(),
                        user,
                        account.password(),
                        escaped(database),
                        user,
                        escaped(database),
                        user);
    }

    /** In a grant an underscore stands for any character. */
    private static String escaped(String database) {
        return database.replace("_", "\\_");
    }

    private String config(Path home) {
        return """
                [mariadbd]
                basedir=%s
                datadir=%s
                init-file=%s
                # relative to the data directory: a socket's path is short
                socket=mariadb.sock
                pid-file=mariadb.pid
                bind-address=127.0.0.1
                port=%d
                skip-name-resolve
                character-set-server=utf8mb4
                collation-server=utf8mb4_bin
                default-time-zone=+00:00
                innodb-flush-log-at-trx-commit=1
                innodb-buffer-pool-size=128M
                max-allowed-packet=64M
                max-connections=200
                local-infile=0
                # loopback only: encryption would cost and hide nothing
                skip-ssl
                skip-log-bin
                """.formatted(home, data(), dir.resolve("init.sql"), port);
    }

    /** It greets who connects once it serves: a packet whose first byte is the protocol's version, 10. */
    private boolean greets() throws IOException {
        try (Socket socket = new Socket(Ports.LOOPBACK, port)) {
            socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
            byte[] packet = socket.getInputStream().readNBytes(5);
            return packet.length == 5 && packet[4] == 10;
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
