package io.fluxim.torture.victim;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The defect that this process has at the moment, if any. */
final class Defect {

    /** Null for the product as it is; moved by commands. */
    private final AtomicReference<@Nullable Sabotage> present = new AtomicReference<>();

    void begin(Break kind) {
        present.set(new Sabotage(kind));
    }

    void mend() {
        present.set(null);
    }

    Optional<Sabotage> present() {
        return Optional.ofNullable(present.get());
    }
}
