package io.fluxim.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.MySqlGroups;
import io.fluxim.directory.group.MySqlMembership;
import io.fluxim.directory.outbox.MySqlOutbox;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.directory.token.MySqlCutoffs;
import io.fluxim.directory.user.MySqlUsers;
import io.fluxim.directory.user.Users;
import io.fluxim.mysql.MySqlProperties;
import io.fluxim.mysql.MySqlSchema;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.GroupId;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The MySQL adapters over a database of the tests, with its tables and without rows. */
public final class MySqlDirectory implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final int REMEMBERED = 10_000;

    /** One for all tests of this JVM, which run one after the other. */
    private static final Database DATABASE = TestStores.mariadb().freshDatabase("directory");

    private final ConnectionPool pool;
    private final MySqlStatements mysql;

    public MySqlDirectory() {
        MySqlSchema.migrated(
                new MySqlProperties(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password()),
                "db/directory",
                "flyway_directory");
        pool = new ConnectionPool(ConnectionPoolConfiguration.builder(ConnectionFactories.get(DATABASE.r2dbcLogin()))
                .maxSize(8)
                .build());
        mysql = statements(pool);
        for (String table : new String[] {"users", "cutoffs", "chat_groups", "group_members", "outbox"}) {
            Directories.answer(mysql.run(
                    "emptying", connection -> MySqlStatements.change(connection, "DELETE FROM " + table, List.of())));
        }
    }

    public static MySqlStatements statements(ConnectionFactory connections) {
        return new MySqlStatements(connections, Duration.ofSeconds(10));
    }

    public ConnectionFactory connections() {
        return pool;
    }

    public MySqlStatements mysql() {
        return mysql;
    }

    public static Users users(MySqlStatements mysql) {
        return new MySqlUsers(mysql, REMEMBERED);
    }

    public static Cutoffs cutoffs(MySqlStatements mysql, Ticker ticker) {
        return new MySqlCutoffs(mysql, REMEMBERED, ticker);
    }

    public static MySqlOutbox outbox(MySqlStatements mysql) {
        return new MySqlOutbox(mysql, POLL);
    }

    public static Groups groups(MySqlStatements mysql, MySqlOutbox outbox, Ticker ticker) {
        return groups(mysql, outbox, ticker, 100_000);
    }

    public static Groups groups(MySqlStatements mysql, MySqlOutbox outbox, Ticker ticker, int maxMembers) {
        MySqlMembership membership = new MySqlMembership(
                mysql,
                outbox,
                Clock.systemUTC(),
                () -> new GroupId(UUID.randomUUID().toString()),
                maxMembers);
        return new MySqlGroups(mysql, membership, REMEMBERED, ticker);
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
