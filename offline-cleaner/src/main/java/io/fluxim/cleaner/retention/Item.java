package io.fluxim.cleaner.retention;

import io.fluxim.history.ArchiveKey;

/**
 * One thing on a {@link Shelf}.
 *
 * @param number its position or seq: ascending, a floor is one of them
 * @param key    its message and where the archive has to have it
 * @param at     its message's time, Unix milliseconds
 */
public record Item(long number, ArchiveKey key, long at) {}
