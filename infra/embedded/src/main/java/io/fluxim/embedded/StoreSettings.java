package io.fluxim.embedded;

import java.nio.file.Path;
import java.util.Set;

/**
 * What {@link EmbeddedStores} start, and where.
 *
 * @param data   kept between starts; one process at a time
 * @param cache  where programs are unpacked once (320 MB); may be shared by many data directories
 * @param ports  on 127.0.0.1
 * @param wanted the stores to start; the others are servers of the operator's own
 */
public record StoreSettings(Path data, Path cache, StorePorts ports, Set<Kind> wanted) {

    /** What can be had. */
    public enum Kind {
        KAFKA,
        REDIS,
        MARIADB,
        MONGODB
    }

    public StoreSettings {
        data = data.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
        wanted = Set.copyOf(wanted);
    }

    /** All of them at their own ports. */
    public static StoreSettings all(Path data, Path cache) {
        return new StoreSettings(data, cache, StorePorts.DEFAULT, Set.of(Kind.values()));
    }
}
