package io.fluxim.bench.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** How many rows of each conversation the history has, asked past all applications. */
public final class Archive {

    private static final String ROWS = "SELECT conversation, COUNT(*) FROM message_history GROUP BY conversation";
    private static final String COUNT = "SELECT COUNT(*) FROM message_history";
    private static final String LOCK = "LOCK TABLES message_history READ";

    private final String jdbcUrl;
    private final String user;
    private final String password;

    public Archive(String jdbcUrl, String user, String password) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
    }

    /**
     * Nobody may write to it, and everybody may read on, until the answer is closed or this process ends: who writes waits.
     */
    public ReadOnly readOnly() {
        try {
            Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
            try (Statement statement = connection.createStatement()) {
                statement.execute(LOCK);
            }
            return new ReadOnly(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be locked: " + e.getMessage(), e);
        }
    }

    /** As long as nobody may write. */
    public record ReadOnly(Connection connection) implements AutoCloseable {

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException("the history cannot be unlocked: " + e.getMessage(), e);
            }
        }
    }

    /** How many rows there are of all conversations. */
    public long size() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(COUNT)) {
            found.next();
            return found.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be read: " + e.getMessage(), e);
        }
    }

    public Map<String, Long> rows() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ROWS)) {
            Map<String, Long> rows = new HashMap<>();
            while (found.next()) {
                rows.put(found.getString(1), found.getLong(2));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the history cannot be read: " + e.getMessage(), e);
        }
    }
}
