package io.fluxim.audit;

import io.fluxim.history.History;
import io.fluxim.inbox.Heads;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.Members;
import io.fluxim.inbox.Retention;
import io.fluxim.inbox.Timeline;
import io.fluxim.inbox.VisibleHeads;

/** What is compared. */
record Stores(Mongo mongo, History history, Redis redis) {

    /** What proves. */
    record Mongo(Timeline timeline, Inbox inbox, Members members, Retention retention) {}

    /** What may be lost. */
    record Redis(Heads heads, VisibleHeads visible) {}
}
