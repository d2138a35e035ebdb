package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

/** A publisher and a listener on connections of their own to a real Redis. */
final class RedisNodeTopicsIT extends NodeTopicsContract {

    private final TestRedisConnection connection = new TestRedisConnection();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @AfterEach
    void close() {
        connection.close();
    }

    @Test
    void givenNobodyListens_whenPublished_thenCountedAndTheNodeIsLeftOutForAMoment() throws InterruptedException {
        RedisNodeTopics topics = topics();
        topics.publish(List.of(push(1, "lost"))).block(SOON);
        topics.publish(List.of(push(2, "left out"))).block(SOON);
        assertThat(counted("unheard")).isOne();
        assertThat(counted("skipped")).isOne();

        Listener late = listen(topics, node);
        TimeUnit.MILLISECONDS.sleep(1_100);
        Push third = push(3, "heard");
        topics.publish(List.of(third)).block(SOON);
        late.awaits(1);
        assertThat(late.heard).containsExactly(third);
    }

    @Test
    void givenWhatIsNoPush_whenPublished_thenCountedAndTheNextIsHeard() {
        RedisNodeTopics topics = topics();
        Listener listener = listen(topics, node);
        ByteBuffer topic = bytes("push:" + node);
        connection
                .redis()
                .execute(redis -> redis.pubSubCommands().publish(topic, bytes("\u00ff no push")))
                .blockLast(SOON);
        topics.publish(List.of(push(1, "hi"))).block(SOON);

        listener.awaits(1);
        assertThat(counted("unreadable")).isOne();
        assertThat(listener.broken.get()).isNull();
    }

    /** The driver would connect again by itself: what was published meanwhile would be missing, and nobody would know. */
    @Test
    void givenRedisKilled_whenItIsBack_thenTheOldSubscriptionHasFailedAndANewOneHears() {
        RedisNodeTopics topics = topics();
        Listener before = listen(topics, node);
        TestStores.redis().kill();
        try {
            before.awaitsEnd();
            topics.publish(List.of(push(1, "lost"))).block(SOON);
            assertThat(counted("failed")).isOne();
        } finally {
            TestStores.redis().start();
        }
        Listener after = listen(topics, new NodeId("again"));
        Push push = new Push(new NodeId("again"), List.of(), List.of(new Push.UserHead(BOB, 7)), List.of());
        for (int i = 0; after.heard.isEmpty() && i < 200; i++) {
            topics.publish(List.of(push))
                    .then(Mono.delay(Duration.ofMillis(50)))
                    .block(SOON);
        }
        assertThat(after.heard).contains(push);
    }

    /** Redis drops a client whose output grows beyond {@code client-output-buffer-limit pubsub}: 32 MB, or 8 MB for a minute. */
    @Test
    void givenListenerThatIsSlow_whenRedisDropsIt_thenItLearnsOfIt() throws InterruptedException {
        RedisNodeTopics publishing = topics();
        CountDownLatch go = new CountDownLatch(1);
        TestRedisConnection slow = new TestRedisConnection();
        try {
            Listener listener = new Listener(
                    new RedisNodeTopics(slow.factory(), SOON, Schedulers.parallel(), registry).subscribe(node));
            listener.onPush = () -> await(go);
            listener.start();
            String large = "x".repeat(60_000);
            for (long position = 1; position <= 1_000; position++) { // 60 MB
                publishing.publish(List.of(push(position, large))).block(SOON);
            }
            go.countDown();
            listener.awaitsEnd();
            assertThat(listener.heard).hasSizeLessThan(1_000);
            assertThat(listener.heard.stream().map(RedisNodeTopicsIT::position))
                    .as("what was heard is the beginning, without a gap")
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, listener.heard.size())
                            .boxed()
                            .toList());
        } finally {
            go.countDown();
            slow.close();
        }
    }

    /** It is not asked again: each push would wait out its time, batch after batch. */
    @Test
    void givenPublisherThatIsNotAnswered_whenItTimedOut_thenTheNextGoesOverAnotherConnection() {
        Duration timeout = Duration.ofMillis(200);
        RedisNodeTopics topics = new RedisNodeTopics(connection.factory(), timeout, Schedulers.parallel(), registry);
        running.add(topics::close);
        Listener listener = listen(topics(), node);
        topics.publish(List.of(push(1, "hi"))).block(SOON);
        listener.awaits(1);
        long before = clients();

        connection.pause(Duration.ofSeconds(1));
        topics.publish(List.of(push(2, "lost, or late"))).block(SOON);
        assertThat(counted("failed")).isOne();
        LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        for (int i = 0; counted("heard") < 2 && i < 50; i++) {
            topics.publish(List.of(push(3, "again"))).block(SOON);
        }
        assertThat(counted("heard")).isGreaterThanOrEqualTo(2);
        assertThat(clients()).as("the old connection is closed").isLessThanOrEqualTo(before);
    }

    private long clients() {
        return connection
                .redis()
                .execute(redis -> redis.serverCommands().getClientList())
                .count()
                .block(SOON);
    }

    /** A network may swallow everything and close nothing. */
    @Test
    void givenRedisThatSaysNothing_whenItLasts_thenTheSubscriptionFails() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        RedisNodeTopics topics = new RedisNodeTopics(connection.factory(), SOON, time, registry);
        running.add(topics::close);
        Listener listener = listen(topics, node);
        for (int beat = 1; beat <= 10; beat++) {
            time.advanceTimeBy(RedisSubscription.BEAT);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(listener.broken.get()).as("it hears itself").isNull();

        connection.pause(Duration.ofSeconds(2));
        time.advanceTimeBy(RedisSubscription.SILENCE.plus(RedisSubscription.BEAT));
        listener.awaitsEnd();
        assertThat(listener.broken.get()).hasMessageContaining("nothing was heard");
    }

    @Override
    RedisNodeTopics topics() {
        RedisNodeTopics topics = new RedisNodeTopics(connection.factory(), SOON, Schedulers.parallel(), registry);
        running.add(topics::close);
        return topics;
    }

    private double counted(String outcome) {
        return registry.counter("im.route.pushes", "outcome", outcome).count();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
