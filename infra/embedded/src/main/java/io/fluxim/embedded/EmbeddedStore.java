package io.fluxim.embedded;

/**
 * One store on this machine: made stopped, reachable on loopback only, at one port for all its life.
 *
 * <p>What it acknowledged survives {@link #close}, {@link #kill} and the death of this JVM, and is there again after
 * {@link #start}. Two at a time on one directory are refused by the store itself.
 */
public sealed interface EmbeddedStore extends AutoCloseable
        permits EmbeddedKafka, EmbeddedRedis, EmbeddedMariaDb, EmbeddedMongo {

    /** What it is called in settings and messages: {@code kafka}, {@code redis}, {@code mariadb}, {@code mongodb}. */
    String name();

    /** Where it listens on 127.0.0.1. */
    int port();

    /**
     * Returns when the store serves; does nothing while it runs. What an earlier process left running on the same
     * directory is stopped first.
     *
     * @throws CannotStart with what to do about it
     */
    void start();

    /** Stops it cleanly; does nothing when it is stopped. It may be started again. */
    @Override
    void close();

    /** Stops it as a crash would: a child process by signal 9, one in this JVM without its farewell. */
    void kill();
}
