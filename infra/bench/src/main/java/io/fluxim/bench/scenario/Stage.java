package io.fluxim.bench.scenario;

import io.fluxim.bench.check.Archive;
import io.fluxim.bench.check.Ledger;
import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.load.Connections;
import io.fluxim.bench.load.Latencies;
import io.fluxim.bench.load.Troubles;
import io.fluxim.bench.platform.CpuTimes;
import io.fluxim.bench.platform.Memory;
import io.fluxim.bench.platform.Platform;
import io.fluxim.torture.cast.Town;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A platform of its own for one scenario, those who are connected to it, and the books on everything that they say. */
final class Stage implements AutoCloseable {

    private final Platform platform;
    private final Ledger ledger = new Ledger();
    private final Latencies latencies = new Latencies();
    private final Troubles troubles = new Troubles();
    private final Archive archive;
    private final Town town;
    private final Connections connections;

    private Stage(Platform platform) {
        this.platform = platform;
        this.archive = platform.history();
        this.town = new Town(List.of(platform.http()), platform.adminSecret());
        this.connections = new Connections(platform.socket(), new Connections.Books(ledger, latencies, troubles));
    }

    /** Starts everything; nobody is connected yet. */
    static Stage open(Platform.Site site, Consumer<String> progress) {
        Platform platform = new Platform(site);
        try {
            platform.start(progress);
            return new Stage(platform);
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    Ledger ledger() {
        return ledger;
    }

    Latencies latencies() {
        return latencies;
    }

    Troubles troubles() {
        return troubles;
    }

    /** Where users are registered and groups are made. */
    Town town() {
        return town;
    }

    Connections connections() {
        return connections;
    }

    Memory memoryOfAccess() {
        return platform.memoryOfAccess();
    }

    /** Waits until all that was sent has arrived, or will not any more. */
    void arrived() {
        Waiting.until(ledger::complete, connections::ping);
    }

    /** Waits until all that arrived is archived, or will not any more, and checks all of it. */
    Verdict checked() {
        Waiting.until(() -> sum(archive.rows()) >= ledger.rowsDue(), () -> {});
        platform.standing(); // else what is missing says nothing
        return ledger.settle(archive.rows());
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    CpuTimes cpu() {
        return CpuTimes.of(platform.servers());
    }

    @Override
    public void close() {
        connections.close();
        platform.close();
    }
}
