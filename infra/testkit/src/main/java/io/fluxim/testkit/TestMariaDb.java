package io.fluxim.testkit;

import io.fluxim.embedded.EmbeddedMariaDb;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** MySQL, or rather MariaDB, for tests. */
public final class TestMariaDb {

    private final TestServer server;
    private final String address;
    private final String user;
    private final String password;

    private TestMariaDb(TestServer server, String address, String user, String password) {
        this.server = server;
        this.address = address;
        this.user = user;
        this.password = password;
    }

    static TestMariaDb startNew() {
        String given = System.getProperty("fluxim.test.mysql", "");
        if (!given.isEmpty()) {
            URI uri = URI.create(given);
            String[] login = uri.getUserInfo().split(":", 2);
            return new TestMariaDb(
                    new TestServer(Optional.empty()), uri.getHost() + ":" + uri.getPort(), login[0], login[1]);
        }
        EmbeddedMariaDb.Account account =
                new EmbeddedMariaDb.Account("fluxim", "fluxim", "secret-of-the-tests", "root-of-the-tests");
        EmbeddedMariaDb mariadb = new EmbeddedMariaDb(TestDirectory.of("mariadb"), 0, account, TestStores.cache());
        return new TestMariaDb(
                new TestServer(Optional.of(mariadb)),
                "127.0.0.1:" + mariadb.port(),
                account.user(),
                account.password());
    }

    /**
     * An empty database.
     *
     * @param jdbcUrl  for the MariaDB driver
     * @param r2dbcUrl with {@code tcpNoDelay} and server-side prepared statements
     */
    public record Database(String name, String jdbcUrl, String r2dbcUrl, String user, String password) {

        /** The same as {@code r2dbcUrl}, with user and password in it. */
        public String r2dbcLogin() {
            String login = user + ":" + URLEncoder.encode(password, StandardCharsets.UTF_8);
            return r2dbcUrl.replaceFirst("//", "//" + login + "@");
        }
    }

    /** Makes an empty database that nobody has used, utf8mb4 compared byte by byte. */
    public Database freshDatabase(String purpose) {
        String name = Fresh.name("fluxim_" + purpose);
        String jdbcUrl = "jdbc:mariadb://" + address + "/";
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        } catch (SQLException e) {
            throw new IllegalStateException("database " + name + " was not made", e);
        }
        String r2dbcUrl = "r2dbc:mysql://" + address + "/" + name + "?useServerPrepareStatement=true&tcpNoDelay=true";
        return new Database(name, jdbcUrl + name, r2dbcUrl, user, password);
    }

    /** Signal 9; what was committed is there again after {@link #start}. */
    public void kill() {
        server.kill();
    }

    /** A clean stop. */
    public void stop() {
        server.stop();
    }

    /** Starts it again at the same port with what it held. */
    public void start() {
        server.start();
    }
}
