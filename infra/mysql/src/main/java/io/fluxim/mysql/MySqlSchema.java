package io.fluxim.mysql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/**
 * The tables of one adapter, brought up to date when this is made. Flyway takes a lock in MySQL, so that applications which
 * start at once wait for each other. A history table for each adapter lets all of them live in one database.
 */
public final class MySqlSchema {

    private MySqlSchema() {}

    /**
     * Blocks until the tables are there; for the start of an application only.
     *
     * @param scripts where the migrations are on the class path
     * @param history the table in which Flyway notes what it has done
     */
    public static MySqlSchema migrated(MySqlProperties mysql, String scripts, String history) {
        requireStrict(mysql);
        Flyway.configure(MySqlSchema.class.getClassLoader())
                .dataSource(mysql.jdbcUrl(), mysql.user(), mysql.password())
                .locations("classpath:" + scripts)
                .table(history)
                .baselineOnMigrate(true) // tables of other adapters may be there already
                .baselineVersion("0")
                .load()
                .migrate();
        return new MySqlSchema();
    }

    private static void requireStrict(MySqlProperties mysql) {
        try (Connection connection = DriverManager.getConnection(mysql.jdbcUrl(), mysql.user(), mysql.password());
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("SELECT @@GLOBAL.sql_mode")) {
            mode.next();
            requireStrict(mode.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("MySQL at im.mysql.jdbc-url does not answer: " + mysql, e);
        }
    }

    /** Without strict mode MySQL would cut what does not fit, and nobody would know. */
    static void requireStrict(String mode) {
        if (!mode.contains("STRICT_TRANS_TABLES") && !mode.contains("STRICT_ALL_TABLES")) {
            throw new IllegalStateException("MySQL's sql_mode must contain STRICT_TRANS_TABLES, was " + mode);
        }
    }
}
