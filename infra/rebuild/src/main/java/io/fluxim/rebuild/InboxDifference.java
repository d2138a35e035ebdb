package io.fluxim.rebuild;

import io.fluxim.inbox.rebuild.RebuiltInbox;

/**
 * What inboxes made anew from the log have, compared place by place with those that stand.
 *
 * @param missing   due by the log, and not there
 * @param unlike    there as another message, or of another time
 * @param displaced behind a hole in the positions, or behind a higher seq of its conversation
 * @param beyond    there, and not due by the log: it is trimmed, or the entry too old to be delivered now
 * @param spoilt    inboxes that do not stand as they should
 */
public record InboxDifference(Places missing, Places unlike, Places displaced, Places beyond, long spoilt) {

    static final InboxDifference NONE = new InboxDifference(Places.NONE, Places.NONE, Places.NONE, Places.NONE, 0);

    InboxDifference plus(RebuiltInbox inbox) {
        return new InboxDifference(
                missing.plus(inbox.missing()),
                unlike.plus(inbox.unlike()),
                displaced.plus(inbox.displaced()),
                beyond.plus(inbox.beyond()),
                spoilt + (inbox.isWhole() ? 0 : 1));
    }

    /** Whether all stand as they should; what only an inbox has is no fault. */
    public boolean isWhole() {
        return spoilt == 0;
    }
}
