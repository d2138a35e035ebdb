package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.testkit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** What {@link NodeTopics} guarantee. */
abstract class NodeTopicsContract {

    static final Duration SOON = Duration.ofSeconds(20);
    static final UserId BOB = new UserId("bob");

    final NodeId node = new NodeId(UUID.randomUUID().toString());
    final Disposable.Composite running = Disposables.composite();

    abstract NodeTopics topics();

    @AfterEach
    void stopListening() {
        running.dispose();
    }

    @Test
    void givenListener_whenPublished_thenItHearsAllInOrderAndNobodyElseDoes() {
        NodeTopics topics = topics();
        Listener here = listen(topics, node);
        Listener there = listen(topics, new NodeId("another"));
        List<Push> pushes = LongStream.rangeClosed(1, 500)
                .mapToObj(position -> push(position, "hi " + position))
                .toList();
        topics.publish(pushes).block(SOON);

        here.awaits(500);
        assertThat(here.heard).isEqualTo(pushes);
        assertThat(there.heard).isEmpty();
    }

    @Test
    void givenNobodyListens_whenPublished_thenItIsLostAndWhoComesLaterHearsTheNext() {
        NodeTopics topics = topics();
        topics.publish(List.of(push(1, "lost"))).block(SOON);
        Listener late = listen(topics, node);
        LockSupport.parkNanos(Duration.ofMillis(1_100).toNanos()); // until the node is tried again
        Push next = push(2, "heard");
        topics.publish(List.of(next)).block(SOON);
        late.awaits(1);
        assertThat(late.heard).containsExactly(next);
    }

    Listener listen(NodeTopics topics, NodeId of) {
        Listener listener = new Listener(topics.subscribe(of));
        listener.start();
        return listener;
    }

    final class Listener {

        private final NodeTopics.Subscription subscription;
        final List<Push> heard = new CopyOnWriteArrayList<>();
        final AtomicReference<Throwable> broken = new AtomicReference<>();
        private final CountDownLatch end = new CountDownLatch(1);
        Runnable onPush = () -> {};

        Listener(NodeTopics.Subscription subscription) {
            this.subscription = subscription;
        }

        void start() {
            running.add(subscription
                    .pushes()
                    .doOnNext(heard::add)
                    .doOnNext(push -> onPush.run())
                    .doFinally(signal -> end.countDown())
                    .subscribe(push -> {}, broken::set));
            subscription.ready().block(SOON);
        }

        void awaits(int pushes) {
            for (int i = 0; heard.size() < pushes && i < 1_000; i++) {
                LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
            }
            assertThat(heard).hasSize(pushes);
        }

        void awaitsEnd() {
            assertThat(await(end)).isTrue();
            assertThat(broken.get()).isNotNull();
        }
    }

    static boolean await(CountDownLatch latch) {
        try {
            return latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Push push(long position, String text) {
        return new Push(
                node,
                List.of(new Push.Pushed(
                        Messages.message(Messages.envelope("ann", "bob", text), position),
                        List.of(new Push.Receiver(BOB, new Position(position))))),
                List.of(),
                List.of());
    }

    static long position(Push push) {
        return push.messages().get(0).receivers().get(0).position().value();
    }
}
