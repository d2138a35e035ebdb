package io.fluxim.testkit;

import io.fluxim.embedded.EmbeddedKafka;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Kafka for tests. */
public final class TestKafka {

    private static final long PATIENCE_SECONDS = 30;

    /** Builds run on crowded machines, where a broker may not get a word in for seconds. */
    private static final Duration PATIENT_SESSION = Duration.ofSeconds(18);

    private final TestServer server;
    private final String bootstrapServers;

    private TestKafka(TestServer server, String bootstrapServers) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
    }

    static TestKafka startNew() {
        String given = System.getProperty("fluxim.test.kafka", "");
        if (!given.isEmpty()) {
            return new TestKafka(new TestServer(Optional.empty()), given);
        }
        EmbeddedKafka kafka = new EmbeddedKafka(TestDirectory.of("kafka"), 0, PATIENT_SESSION);
        return new TestKafka(new TestServer(Optional.of(kafka)), kafka.bootstrapServers());
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** A name for a topic or a group that nobody has used. */
    public String freshName(String purpose) {
        return Fresh.name(purpose);
    }

    /** Makes a topic of a fresh name as the platform's are: times by the log. */
    public String freshTopic(String purpose, int partitions) {
        String name = freshName(purpose);
        createTopic(name, partitions);
        return name;
    }

    /** Makes a topic as the platform's are: times by the log. */
    public void createTopic(String name, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of("message.timestamp.type", "LogAppendTime"));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            awaitServed(admin, name, partitions);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("topic " + name + " was not made", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Before that, of what a producer has under way, the second request may pass the first. */
    private static void awaitServed(Admin admin, String topic, int partitions)
            throws InterruptedException, ExecutionException, TimeoutException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                admin.listOffsets(ends).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    /** Stops the broker, which shares this JVM, so that a crash cannot be had. */
    public void kill() {
        server.kill();
    }

    /** Starts it again at the same port with what it held. */
    public void start() {
        server.start();
    }
}
