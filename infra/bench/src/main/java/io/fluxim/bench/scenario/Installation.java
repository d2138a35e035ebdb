package io.fluxim.bench.scenario;

import io.fluxim.audit.Scope;
import io.fluxim.bench.check.Archive;
import io.fluxim.bench.check.Audited;
import io.fluxim.bench.check.Ledger;
import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.platform.Platform;
import io.fluxim.torture.cast.Town;
import io.fluxim.torture.cluster.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A platform that runs, and the books on everything that is said on it, whoever says it. */
final class Installation implements AutoCloseable {

    /** Longest wait for an audit. */
    private static final Duration AUDIT = Duration.ofMinutes(10);

    private final Platform platform;
    private final Stores stores;
    private final Ledger ledger = new Ledger();
    private final Archive archive;
    private final Town town;
    /** How many stages there were; moved by the thread that plays. */
    private int stages;

    private Installation(Platform platform, Stores stores) {
        this.platform = platform;
        this.stores = stores;
        this.archive = platform.history();
        this.town = new Town(List.of(platform.http()), platform.adminSecret());
    }

    /** Starts everything; nobody is registered yet. */
    static Installation open(Platform.Site site, Consumer<String> progress) {
        Platform platform = new Platform(site);
        try {
            platform.start(progress);
            return new Installation(platform, new Stores(platform.keys()));
        } catch (RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    /** For one scenario, with names of its own. */
    Stage stage() {
        stages++;
        return new Stage(this, stages);
    }

    Platform platform() {
        return platform;
    }

    /** Its stores, past all applications. */
    Stores stores() {
        return stores;
    }

    Ledger ledger() {
        return ledger;
    }

    /** Where users are registered and groups are made. */
    Town town() {
        return town;
    }

    /** How many rows the history has. */
    long rows() {
        return sum(archive.rows());
    }

    /** Waits until all that arrived is archived, or will not any more, and checks all of it. */
    Verdict checked() {
        Waiting.until(() -> rows() >= ledger.rowsDue(), () -> {});
        platform.standing(); // else what is missing says nothing
        return ledger.settle(archive.rows());
    }

    private static long sum(Map<String, Long> rows) {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Compares the stores with one another, when nothing is under way any more. */
    Audited audited(String played, Scope scope) {
        return Audited.of(played, stores.audited(scope).blockOptional(AUDIT).orElseThrow());
    }

    @Override
    public void close() {
        try {
            stores.close();
        } finally {
            platform.close();
        }
    }
}
