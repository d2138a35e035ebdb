package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Ledger;
import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.load.Connections;
import io.fluxim.bench.load.Latencies;
import io.fluxim.bench.load.Troubles;
import io.fluxim.bench.platform.Counters;
import io.fluxim.bench.platform.Memory;
import io.fluxim.bench.platform.Recordings;
import io.fluxim.bench.platform.Usage;
import io.fluxim.lab.cast.Town;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.time.Duration;

/** Where one scenario is played: those who are connected for it, and what they measure. */
final class Stage implements AutoCloseable {

    private final Installation installation;
    private final int number;
    private final Latencies latencies = new Latencies();
    private final Troubles troubles = new Troubles();
    private final Connections connections;

    /** @param number tells its users and groups from those of other stages of the installation */
    Stage(Installation installation, int number) {
        this.installation = installation;
        this.number = number;
        this.connections = new Connections(
                installation.platform().socket(), new Connections.Books(installation.ledger(), latencies, troubles));
    }

    Installation installation() {
        return installation;
    }

    UserId user(int index) {
        return new UserId("s" + number + "u" + index);
    }

    GroupId group(int index) {
        return new GroupId("s" + number + "g" + index);
    }

    /** Of all that was ever said on the installation. */
    Ledger ledger() {
        return installation.ledger();
    }

    Latencies latencies() {
        return latencies;
    }

    Troubles troubles() {
        return troubles;
    }

    Town town() {
        return installation.town();
    }

    Connections connections() {
        return connections;
    }

    /** Of the process that holds the connections, after a collection. */
    Memory memory() {
        return installation.platform().memory();
    }

    /** Waits until all that was sent has arrived, or will not any more. */
    void arrived() {
        Waiting.until(ledger()::complete, connections::ping);
    }

    Verdict checked() {
        return installation.checked();
    }

    Recordings recordings(String scenario) {
        return installation.recordings(scenario);
    }

    /** What the platform has used since it began. */
    Usage usage() {
        return installation.platform().usage();
    }

    /** How long the platform took until it served. */
    Duration start() {
        return installation.platform().start();
    }

    Counters counters() {
        return installation.platform().counters();
    }

    @Override
    public void close() {
        connections.close();
    }
}
