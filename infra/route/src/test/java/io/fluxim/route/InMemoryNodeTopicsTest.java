package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryNodeTopicsTest extends NodeTopicsContract {

    private final InMemoryNodeTopics topics = new InMemoryNodeTopics();

    @Override
    NodeTopics topics() {
        return topics;
    }

    @Test
    void givenListener_whenTheConnectionBreaks_thenItLearnsOfItAndANewOneHears() {
        Listener before = listen(topics, node);
        topics.breakAll();
        before.awaitsEnd();

        Listener after = listen(topics, node);
        topics.publish(List.of(push(1, "hi"))).block(SOON);
        after.awaits(1);
        assertThat(topics.published()).hasSize(1);
    }
}
