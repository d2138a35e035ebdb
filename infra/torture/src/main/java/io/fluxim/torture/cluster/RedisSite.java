package io.fluxim.torture.cluster;

import io.fluxim.embedded.EmbeddedRedis;
import io.fluxim.lab.process.CannotRun;
import io.fluxim.lab.process.Server;
import io.fluxim.lab.process.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Redis behind a link: it can lose its memory, and be replaced by a replica that lags. */
public final class RedisSite implements Server {

    private final Path root;
    private final Path cache;
    private final String password;
    private final Link link;
    /** The server that the link leads to; moved by {@link #failOver}. */
    private volatile EmbeddedRedis master;

    private volatile int generation;

    RedisSite(Path root, Path cache, String password) {
        this.root = root;
        this.cache = cache;
        this.password = password;
        this.master = server();
        this.link = Link.to("redis", master.port());
    }

    private EmbeddedRedis server() {
        return new EmbeddedRedis(root.resolve("redis-" + ++generation), 0, password, cache);
    }

    /** For clients. */
    String url() {
        return "redis://:" + password + "@127.0.0.1:" + link.port();
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void start() {
        master.start();
    }

    @Override
    public void stop() {
        master.close();
    }

    @Override
    public void kill() {
        master.kill();
    }

    @Override
    public void pause() {
        Signals.send("STOP", pid());
    }

    @Override
    public void resume() {
        Signals.send("CONT", pid());
    }

    @Override
    public long pid() {
        return master.pid();
    }

    /** All keys are gone, and nobody's connection breaks. */
    public void flush() {
        say(master, "FLUSHALL");
    }

    /** Killed, and its file with it. */
    public void killAndForget() {
        master.kill();
        try (Stream<Path> files = Files.walk(root.resolve("redis-" + generation))) {
            files.sorted(Comparator.reverseOrder()).forEach(RedisSite::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A replica of now, which hears nothing of what comes after. */
    public Replica detachReplica() {
        EmbeddedRedis replica = master.replica(root.resolve("redis-" + ++generation), 0);
        replica.start();
        try {
            replica.promote();
        } catch (IOException e) {
            throw new CannotRun("the replica of redis cannot be promoted", e);
        }
        return new Replica(replica);
    }

    /** The master dies and the replica takes its place, as it is. */
    public void failOver(Replica replica) {
        EmbeddedRedis dead = master;
        dead.kill();
        master = replica.server();
        link.lead(master.port());
    }

    /** One that stands by. */
    public record Replica(EmbeddedRedis server) {}

    private static String say(EmbeddedRedis server, String command) {
        try {
            String answer = server.command(command);
            if (answer.startsWith("-")) {
                throw new CannotRun("redis answered " + command.split(" ")[0] + " with " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new CannotRun("redis does not answer", e);
        }
    }
}
