package io.fluxim.bench.platform;

import io.fluxim.bench.check.Archive;
import io.fluxim.lab.process.CannotRun;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installation that runs on loopback, seen from outside: where it answers, and its processes. Its data live as long as it does. */
public final class Platform implements AutoCloseable {

    /** By which keys its history is reached, past all applications. */
    private static final String JDBC_URL = "im.mysql.jdbc-url";

    private static final String JDBC_USER = "im.mysql.user";
    private static final String JDBC_PASSWORD = "im.mysql.password";

    private final Doors doors;
    private final Map<String, String> keys;
    private final List<Member> members;
    private final Duration start;
    private final Runnable end;

    /**
     * Where it answers.
     *
     * @param api      HTTP, and by another scheme {@code /ws}
     * @param secret   the administrator's
     * @param pipeline its actuator
     * @param sink     its actuator
     */
    public record Doors(URI api, String secret, URI pipeline, URI sink) {}

    /**
     * @param keys    how its stores are reached, and what else an adapter needs to know of it
     * @param members every process; the first holds the connections
     * @param start   how long it took until it served
     * @param end     ends all of them
     */
    Platform(Doors doors, Map<String, String> keys, List<Member> members, Duration start, Runnable end) {
        this.doors = doors;
        this.keys = Map.copyOf(keys);
        this.members = List.copyOf(members);
        this.start = start;
        this.end = end;
    }

    /** How its stores are reached, past all applications. */
    public Map<String, String> keys() {
        return keys;
    }

    /** How long it took until it served. */
    public Duration start() {
        return start;
    }

    /** What all of it has used since it began. */
    public Usage usage() {
        return Usage.of(members);
    }

    /** @throws CannotRun naming a process that has ended by itself */
    public void standing() {
        for (Member member : members) {
            if (!member.handle().isAlive()) {
                throw new CannotRun(member.name() + " has ended");
            }
        }
    }

    /** What the applications have counted. To be asked for between measurements, since telling it takes a while. */
    public Counters counters() {
        return Counters.of(doors.pipeline(), doors.sink());
    }

    /**
     * Of what is measured under this name.
     *
     * @param dir where recordings go; nothing is recorded where it is empty
     */
    public Recordings recordings(String name, Optional<Path> dir) {
        return new Recordings(members.stream().filter(Member::jvm).toList(), dir.map(root -> root.resolve(name)));
    }

    /** Of the process that holds the connections, after a collection. */
    public Memory memory() {
        return Memory.of(members.get(0).pid());
    }

    public URI http() {
        return doors.api();
    }

    public URI socket() {
        return URI.create(doors.api().toString().replaceFirst("^http", "ws") + "/ws");
    }

    public String adminSecret() {
        return doors.secret();
    }

    public Archive history() {
        return new Archive(value(JDBC_URL), value(JDBC_USER), value(JDBC_PASSWORD));
    }

    private String value(String key) {
        String value = keys.get(key);
        if (value == null) {
            throw new CannotRun("the platform does not tell its " + key);
        }
        return value;
    }

    @Override
    public void close() {
        end.run();
    }
}
