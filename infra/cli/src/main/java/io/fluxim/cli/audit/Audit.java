package io.fluxim.cli.audit;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.embedded.CannotStart;
import io.fluxim.standalone.CannotRun;
import io.fluxim.standalone.Cause;
import io.fluxim.standalone.DataDirectory;
import io.fluxim.standalone.Settings;
import io.fluxim.standalone.StoreAdapters;
import io.fluxim.standalone.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Audits an installation by its data directory. While it runs, its own stores are asked; where it does not, the embedded
 * ones are opened for as long as it takes, at ports of the moment. A store of the operator's own is found by its key, as the
 * applications find it.
 */
public final class Audit {

    /** All of a large installation takes hours; what takes longer than this stands still. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final Path data;

    /** @param data the data directory */
    public Audit(Path data) {
        this.data = data.toAbsolutePath().normalize();
    }

    /**
     * Looks at all of the scope; {@link CannotLook} where it cannot even begin.
     *
     * @param progress told after each look, by the thread of the moment
     */
    public Findings look(Scope scope, Consumer<Findings> progress) {
        try {
            Optional<Map<String, String>> running = DataDirectory.stores(data);
            return running.isPresent() ? look(running.get(), scope, progress) : lookAtRest(scope, progress);
        } catch (CannotRun | CannotStart e) {
            throw new CannotLook(String.valueOf(e.getMessage()), e);
        }
    }

    private Findings lookAtRest(Scope scope, Consumer<Findings> progress) {
        try (DataDirectory claimed = DataDirectory.claim(data)) {
            Settings settings = Settings.load(claimed);
            return Stores.wanted(settings).isEmpty()
                    ? look(Map.of(), scope, progress) // a cluster, which may well be running
                    : lookAtRest(claimed, settings, scope, progress);
        }
    }

    private Findings lookAtRest(DataDirectory claimed, Settings settings, Scope scope, Consumer<Findings> progress) {
        try (Stores stores = Stores.resident(claimed, settings)) {
            Map<String, String> keys = new HashMap<>(stores.connections());
            keys.put("im.audit.settle", "0s"); // nobody moves
            return look(keys, scope, progress);
        }
    }

    private Findings look(Map<String, String> keys, Scope scope, Consumer<Findings> progress) {
        try (StoreAdapters stores = open(keys)) {
            Findings findings = new Findings();
            stores.audit(scope)
                    .doOnNext(look -> {
                        findings.add(look); // one after the other: a Flux's signals never overlap
                        progress.accept(findings);
                    })
                    .blockLast(LONGEST);
            return findings;
        } catch (CannotLook told) {
            throw told;
        } catch (RuntimeException e) {
            throw new CannotLook("the audit broke off: " + Cause.sentence(e), e);
        }
    }

    /** The auditor's stores are the cleaner's: the auditor takes from the cleaner's configuration what nobody told it. */
    private StoreAdapters open(Map<String, String> keys) {
        try {
            return StoreAdapters.open(
                    keys,
                    "spring.config.name=fluxim,offline-cleaner",
                    "spring.config.additional-location=" + Settings.location(data));
        } catch (RuntimeException e) {
            throw new CannotLook("the stores cannot be opened: " + Cause.sentence(e), e);
        }
    }
}
