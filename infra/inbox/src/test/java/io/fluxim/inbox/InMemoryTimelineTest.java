package io.fluxim.inbox;

final class InMemoryTimelineTest extends TimelineContract {

    @Override
    Timeline timeline() {
        return new InMemoryTimeline();
    }
}
