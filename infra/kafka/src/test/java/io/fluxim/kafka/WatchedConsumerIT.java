package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** A consumer that is woken again and again, as Reactor Kafka does it. */
class WatchedConsumerIT {

    private static final int RECORDS = 5_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    /** It always says that it waited, so that each poll is followed by a second one. */
    private static final class Waiting implements WatchedConsumer.Watch {
        @Override
        public boolean beforePoll(WatchedConsumer consumer) {
            return true;
        }

        @Override
        public void assigned(Collection<TopicPartition> partitions) {}

        @Override
        public void revoked(Collection<TopicPartition> partitions) {}

        @Override
        public void lost(Collection<TopicPartition> partitions) {}

        @Override
        public void left() {}
    }

    @Test
    void givenConsumerThatIsWoken_whenItReads_thenEveryRecordIsHandedOnInOrder() throws Exception {
        Topic<String> topic = Texts.topic("woken", 1);
        List<String> seen = new ArrayList<>();
        AtomicBoolean done = new AtomicBoolean();
        try (KafkaRecordSink sink = Broker.sink();
                WatchedConsumer consumer = new WatchedConsumer(
                        new ClientSettings(Broker.properties("source.max-records", "7"))
                                .group("woken")
                                .client(),
                        new Waiting())) {
            Broker.append(sink, topic, 0, 0, RECORDS);
            consumer.assign(List.of(new TopicPartition(topic.name(), 0)));
            Thread waker = new Thread(() -> {
                while (!done.get()) {
                    consumer.wakeup();
                    LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
                }
            });
            waker.start();
            long deadline = System.nanoTime() + PATIENCE;
            while (seen.size() < RECORDS && System.nanoTime() < deadline) {
                read(consumer, seen);
            }
            done.set(true);
            waker.join();
        }
        assertThat(seen)
                .isEqualTo(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());
    }

    private static void read(WatchedConsumer consumer, List<String> seen) {
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
                seen.add(new String(record.value(), StandardCharsets.UTF_8));
            }
        } catch (WakeupException e) {
            // nothing was read yet, so nothing is lost: Reactor Kafka polls again, too
        }
    }
}
