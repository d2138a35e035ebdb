package io.fluxim.access.socket.push;

import io.fluxim.protocol.NodeId;
import io.fluxim.route.NodeTopics;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * This node's topic. Sessions are admitted only while it is heard; when it breaks the node begins again under another name,
 * by which nobody has failed to reach it yet, and every session is told its head.
 */
final class PushNode {

    private static final Logger LOG = LoggerFactory.getLogger(PushNode.class);
    /** How long a subscription may take. */
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);

    private final NodeTopics topics;
    private final Supplier<NodeId> names;
    private final PushDispatcher dispatcher;
    private final Presence presence;
    private final PushMeters meters;
    private final Scheduler scheduler;

    PushNode(
            NodeTopics topics,
            Supplier<NodeId> names,
            PushDispatcher dispatcher,
            Presence presence,
            PushMeters meters,
            Scheduler scheduler) {
        this.topics = topics;
        this.names = names;
        this.dispatcher = dispatcher;
        this.presence = presence;
        this.meters = meters;
        this.scheduler = scheduler;
    }

    /** Random: what was pushed to a name that is gone is for nobody. */
    static NodeId newName() {
        return new NodeId(UUID.randomUUID().toString());
    }

    /** Listens, again and again, until cancelled. */
    Mono<Void> run() {
        return Flux.defer(() -> serve(names.get()))
                .doOnError(this::restarting)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_RETRY)
                        .maxBackoff(LAST_RETRY)
                        .transientErrors(true) // what is opened starts the pauses anew
                        .scheduler(scheduler))
                .then();
    }

    /** The name when it is opened; fails when the subscription ends. */
    private Flux<NodeId> serve(NodeId name) {
        NodeTopics.Subscription subscription = topics.subscribe(name);
        Serving serving = new Serving(name);
        Mono<NodeId> pushes = subscription
                .pushes()
                .doOnNext(dispatcher::dispatch)
                .then(Mono.error(() -> new IllegalStateException("the subscription ended")));
        Flux<NodeId> opening = subscription
                .ready()
                .onErrorResume(e -> Mono.never()) // the pushes fail with it, too
                .timeout(READY_WITHIN, scheduler)
                .then(Mono.defer(() -> presence.moved(name)))
                .then(Mono.fromSupplier(serving::opened))
                .concatWith(Mono.defer(presence::wake).cast(NodeId.class));
        return Flux.merge(pushes, opening).doFinally(signal -> serving.ended());
    }

    /** One subscription. It may end while it is being opened, on another thread: it is not opened any more then. */
    private final class Serving {

        private final NodeId name;
        private boolean ended;

        Serving(NodeId name) {
            this.name = name;
        }

        synchronized NodeId opened() {
            if (!ended) {
                presence.reached(name);
                meters.listening(true);
                LOG.info("topic_opened node={}", name);
            }
            return name;
        }

        synchronized void ended() {
            ended = true;
            presence.lost();
            meters.listening(false);
        }
    }

    private void restarting(Throwable cause) {
        meters.restarted();
        LOG.warn("topic_restarts cause={}", cause.toString());
    }
}
