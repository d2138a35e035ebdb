package io.fluxim.standalone.audit;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.embedded.CannotStart;
import io.fluxim.standalone.CannotRun;
import io.fluxim.standalone.DataDirectory;
import io.fluxim.standalone.Settings;
import io.fluxim.standalone.Stores;
import java.nio.file.Path;
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
        try (AuditedStores stores = AuditedStores.open(data, keys)) {
            return stores.look(scope, progress);
        }
    }
}
