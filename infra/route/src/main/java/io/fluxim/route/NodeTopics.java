package io.fluxim.route;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.topic.Push;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A topic for each access node, of which nothing is kept: who does not listen misses what is published. What one publisher
 * sends to one node arrives in its order, at most once.
 */
public interface NodeTopics {

    /**
     * Publishes each to its node. Never fails: what could not be published, or what nobody heard, is lost and counted, and a
     * node that did not hear is left out for a moment.
     */
    Mono<Void> publish(List<Push> pushes);

    /** To be listened to once; after its end make another, for a name of its own. */
    Subscription subscribe(NodeId node);

    /**
     * What is published to one node.
     *
     * @param ready  completes when everything published from then on will be seen; waits for {@code pushes} to be subscribed
     * @param pushes on the thread that brings them: who is slow holds up the connection, and in the end loses it. Fails when
     *               the connection breaks: something may have been missed
     */
    record Subscription(Mono<Void> ready, Flux<Push> pushes) {}
}
