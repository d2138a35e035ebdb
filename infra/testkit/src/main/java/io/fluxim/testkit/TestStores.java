package io.fluxim.testkit;

import java.nio.file.Path;

/**
 * The stores of a module's integration tests: each starts when it is first asked for, serves all tests of this JVM, and
 * goes with it. Their data lie below the module's {@code target/}.
 *
 * <p>A system property with a URI puts a server of your own in a store's place: {@code fluxim.test.kafka} (bootstrap
 * servers), {@code fluxim.test.redis} ({@code redis://:password@host:port}), {@code fluxim.test.mysql}
 * ({@code mysql://user:password@host:port}), {@code fluxim.test.mongodb}. Tests that stop a store are then skipped.
 *
 * <p>Tests share the stores: each takes fresh topics, databases and schemas for itself.
 */
public final class TestStores {

    private TestStores() {}

    public static TestKafka kafka() {
        return KafkaHolder.STARTED;
    }

    public static TestRedis redis() {
        return RedisHolder.STARTED;
    }

    public static TestMariaDb mariadb() {
        return MariaDbHolder.STARTED;
    }

    public static TestMongo mongodb() {
        return MongoHolder.STARTED;
    }

    /** Programs are unpacked here once per machine; the system property {@code fluxim.cache} says where else. */
    static Path cache() {
        String configured = System.getProperty("fluxim.cache", "");
        return configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache", "fluxim")
                : Path.of(configured);
    }

    private static final class KafkaHolder {
        static final TestKafka STARTED = TestKafka.startNew();
    }

    private static final class RedisHolder {
        static final TestRedis STARTED = TestRedis.startNew();
    }

    private static final class MariaDbHolder {
        static final TestMariaDb STARTED = TestMariaDb.startNew();
    }

    private static final class MongoHolder {
        static final TestMongo STARTED = TestMongo.startNew();
    }
}
