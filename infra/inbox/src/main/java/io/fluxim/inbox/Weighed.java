package io.fluxim.inbox;

import io.fluxim.inbox.heads.Proofs;

/** A proof that may take the room of many: counted by its weight in {@link Proofs}, where any other counts as one. */
public interface Weighed {

    /** As how many proofs of the usual size, about 1 KB with its key, it counts; at least 1. */
    int weight();
}
