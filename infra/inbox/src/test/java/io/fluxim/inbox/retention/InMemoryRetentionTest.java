package io.fluxim.inbox.retention;

import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Timeline;

final class InMemoryRetentionTest extends RetentionContract {

    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryInbox inbox = new InMemoryInbox();
    private final Retention retention = new InMemoryRetention(timeline, inbox);

    @Override
    Timeline timeline() {
        return timeline;
    }

    @Override
    Inbox inbox() {
        return inbox;
    }

    @Override
    Retention retention() {
        return retention;
    }
}
