package io.fluxim.inbox.timeline;

final class InMemoryTimelineTest extends TimelineContract {

    @Override
    Timeline timeline() {
        return new InMemoryTimeline();
    }
}
