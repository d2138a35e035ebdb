package io.fluxim.inbox;

final class InMemoryRetentionTest extends RetentionContract {

    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryInbox inbox = new InMemoryInbox();

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
        return new InMemoryRetention(timeline, inbox);
    }
}
