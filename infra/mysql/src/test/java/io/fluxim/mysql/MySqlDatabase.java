package io.fluxim.mysql;

import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;

/** A database of the tests without tables, with a pool of its own. */
final class MySqlDatabase implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Database DATABASE = TestStores.mariadb().freshDatabase("kit");

    private final ConnectionPool pool =
            new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(DATABASE.r2dbcLogin()))
                    .maxSize(8)
                    .build());
    private final MySqlStatements mysql = new MySqlStatements(pool, Duration.ofSeconds(10));

    MySqlStatements mysql() {
        return mysql;
    }

    /** Connections that somebody has. */
    int acquired() {
        return pool.getMetrics().orElseThrow().acquiredSize();
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
