package io.fluxim.audit;

import io.fluxim.history.History;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.Timeline;

/** What is compared. */
record Stores(Mongo mongo, History history, Redis redis) {

    /** What proves. */
    record Mongo(Timeline timeline, Inbox inbox, Members members, Retention retention) {}

    /** What may be lost. */
    record Redis(Heads heads, VisibleHeads visible) {}
}
