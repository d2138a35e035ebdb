package io.fluxim.bench.scenario;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.bench.check.Archive;
import io.fluxim.bench.check.Audited;
import io.fluxim.bench.check.Ledger;
import io.fluxim.bench.check.Verdict;
import io.fluxim.bench.platform.Platform;
import io.fluxim.bench.platform.Recordings;
import io.fluxim.lab.cast.Town;
import io.fluxim.standalone.StoreAdapters;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A platform that runs, and the books on everything that is said on it, by everybody. */
final class Installation implements AutoCloseable {

    /** Longest wait for an audit. */
    private static final Duration AUDIT = Duration.ofMinutes(10);

    private final Platform platform;
    private final StoreAdapters stores;
    private final Optional<Path> recordings;
    private final Ledger ledger = new Ledger();
    private final Archive archive;
    private final Town town;
    /** How many stages there were; moved by the thread that plays. */
    private int stages;

    private Installation(Platform platform, StoreAdapters stores, Optional<Path> recordings) {
        this.platform = platform;
        this.stores = stores;
        this.recordings = recordings;
        this.archive = platform.history();
        this.town = new Town(List.of(platform.http()), platform.adminSecret());
    }

    /**
     * On a platform that nobody has used yet; it is closed with the installation.
     *
     * @param recordings where those of JFR go; nothing is recorded where it is empty
     */
    static Installation on(Platform platform, Optional<Path> recordings) {
        try {
            return new Installation(platform, StoreAdapters.open(platform.keys()), recordings);
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

    /** Of what is measured under this name. */
    Recordings recordings(String name) {
        return platform.recordings(name, recordings);
    }

    /** Its stores, past all applications. */
    StoreAdapters stores() {
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
        return archive.size();
    }

    /** Where they are. */
    Archive archive() {
        return archive;
    }

    /** Waits until all that arrived is archived, or will not any more, and checks all of it. */
    Verdict checked() {
        Waiting.until(() -> rows() >= ledger.rowsDue(), () -> {});
        platform.standing(); // else what is missing says nothing
        return ledger.settle(archive.rows());
    }

    /** Compares the stores with one another, when nothing is under way any more. */
    Audited audited(String played, Scope scope) {
        return Audited.of(
                played,
                stores.audit(scope)
                        .collect(Findings::new, Findings::add)
                        .blockOptional(AUDIT)
                        .orElseThrow());
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
