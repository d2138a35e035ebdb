package io.fluxim.directory;

import org.flywaydb.core.Flyway;

/**
 * The directory's tables, brought up to date when this is made. Flyway takes a lock in MySQL, so that applications which
 * start at once wait for each other. Its own history table lets the archive live in the same database.
 */
final class DirectorySchema {

    private static final String TABLE = "flyway_directory";

    private DirectorySchema() {}

    /** Blocks until the tables are there; for the start of an application only. */
    static DirectorySchema migrated(MySqlProperties mysql) {
        Flyway.configure(DirectorySchema.class.getClassLoader())
                .dataSource(mysql.jdbcUrl(), mysql.user(), mysql.password())
                .locations("classpath:db/directory")
                .table(TABLE)
                .baselineOnMigrate(true) // the archive's tables may be there already
                .baselineVersion("0")
                .load()
                .migrate();
        return new DirectorySchema();
    }
}
