package io.fluxim.cleaner.retention;

import java.util.Locale;

/** What is deleted. */
public enum Kind {
    /** Entries of an inbox; their bodies stay. */
    REFERENCES,
    /** Messages of a conversation. */
    BODIES;

    /** As a tag of meters. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
