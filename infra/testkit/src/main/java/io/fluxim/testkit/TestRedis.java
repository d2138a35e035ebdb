package io.fluxim.testkit;

import io.fluxim.embedded.EmbeddedRedis;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Redis for tests. */
public final class TestRedis {

    /** As many as any server has unless configured otherwise; the first is left to those that do not ask. */
    private static final int DATABASES = 15;

    private final TestServer server;
    private final String url;
    private final AtomicInteger taken = new AtomicInteger();

    private TestRedis(TestServer server, String url) {
        this.server = server;
        this.url = url;
    }

    static TestRedis startNew() {
        String given = System.getProperty("fluxim.test.redis", "");
        if (!given.isEmpty()) {
            return new TestRedis(new TestServer(Optional.empty()), given);
        }
        EmbeddedRedis redis =
                new EmbeddedRedis(TestDirectory.of("redis"), 0, "secret-of-the-tests", TestStores.cache());
        return new TestRedis(new TestServer(Optional.of(redis)), redis.url());
    }

    /** {@code redis://:password@host:port} */
    public String url() {
        return url;
    }

    /** The URL of a logical database of one's own; the 16th test of a JVM gets the first one's again. */
    public String freshUrl() {
        return url + "/" + (1 + taken.getAndIncrement() % DATABASES);
    }

    /** Signal 9; what was written is there again after {@link #start}. */
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
