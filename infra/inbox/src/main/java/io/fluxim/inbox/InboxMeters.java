package io.fluxim.inbox;

/** What this module measures. */
public enum InboxMeters {
    /** Counter, reads: heads for clients were read from MongoDB because Redis was away. */
    VISIBLE_HEADS_FALLBACKS("im.inbox.visible.heads.fallbacks");

    private final String meter;

    InboxMeters(String meter) {
        this.meter = meter;
    }

    /** Its name in the registry. */
    public String meter() {
        return meter;
    }
}
