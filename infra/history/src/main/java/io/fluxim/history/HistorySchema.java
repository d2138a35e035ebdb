package io.fluxim.history;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * The archive's table, brought up to date when this is made. Flyway takes a lock in MySQL, so that applications which start
 * at once wait for each other. Its own history table lets the directory live in the same database.
 */
final class HistorySchema {

    private static final String TABLE = "flyway_history_archive";

    private HistorySchema() {}

    /** Blocks until the table is there; for the start of an application only. */
    static HistorySchema migrated(MySqlProperties mysql) {
        requireStrict(mysql);
        Flyway.configure(HistorySchema.class.getClassLoader())
                .dataSource(mysql.jdbcUrl(), mysql.user(), mysql.password())
                .locations("classpath:db/history")
                .table(TABLE)
                .baselineOnMigrate(true) // the directory's tables may be there already
                .baselineVersion("0")
                .load()
                .migrate();
        return new HistorySchema();
    }

    private static void requireStrict(MySqlProperties mysql) {
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("SELECT @@GLOBAL.sql_mode")) {
            mode.next();
            requireStrict(mode.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL at im.mysql.jdbc-url (" + mysql.jdbcUrl() + ") does not answer", e);
        }
    }

    /** Without strict mode MySQL would cut what does not fit, and nobody would know. */
    static void requireStrict(String mode) {
        if (!mode.contains("STRICT_TRANS_TABLES") && !mode.contains("STRICT_ALL_TABLES")) {
            throw new IllegalStateException("MySQL's sql_mode must contain STRICT_TRANS_TABLES, was " + mode);
        }
    }
}
