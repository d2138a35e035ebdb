package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Push;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Schedulers;

/** Routes and topics on a cluster of two servers. Needs a Redis of 7 or newer; the embedded one is older. */
@EnabledIfEnvironmentVariable(
        named = RedisClusterIT.SERVER,
        matches = ".+",
        disabledReason = "names no redis-server of 7 or newer")
final class RedisClusterIT {

    static final String SERVER = "FLUXIM_TEST_REDIS_7";

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int SLOTS = 16_384;
    private static final List<UserId> USERS =
            IntStream.range(0, 100).mapToObj(n -> new UserId("user" + n)).toList();

    private final List<Process> servers = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    @TempDir
    private Path directory;

    private LettuceConnectionFactory factory;

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < 2; i++) {
            ports.add(freePort());
            servers.add(server(ports.get(i)));
        }
        RedisClient client = RedisClient.create();
        try {
            for (int i = 0; i < 2; i++) {
                int first = i * SLOTS / 2;
                try (StatefulRedisConnection<String, String> connection = connected(client, ports.get(i))) {
                    RedisCommands<String, String> commands = connection.sync();
                    commands.clusterAddSlots(
                            IntStream.range(first, first + SLOTS / 2).toArray());
                    commands.clusterMeet("127.0.0.1", ports.get(1 - i));
                }
            }
            for (int port : ports) {
                try (StatefulRedisConnection<String, String> connection = connected(client, port)) {
                    until(() -> connection.sync().clusterInfo().contains("cluster_state:ok"));
                }
            }
        } finally {
            client.shutdown();
        }
        factory = new LettuceConnectionFactory(new RedisClusterConfiguration(
                ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        factory.afterPropertiesSet();
        factory.start();
    }

    @AfterEach
    void stop() {
        factory.destroy();
        servers.forEach(Process::destroyForcibly);
    }

    @Test
    void givenUsersOfAllPartitions_whenRegisteredAndLeft_thenFoundAndNot() {
        RedisRoutes routes = new RedisRoutes(new ReactiveStringRedisTemplate(factory), 8, SOON, Duration.ofMinutes(1));
        NodeId node = new NodeId("n");
        assertThat(routes.renew(USERS, node).block(SOON)).isEqualTo(USERS.size());
        assertThat(routes.find(USERS).block(SOON))
                .hasSize(USERS.size())
                .allSatisfy((user, nodes) -> assertThat(nodes).isEqualTo(Set.of(node)));
        routes.remove(USERS, node).block(SOON);
        assertThat(routes.find(USERS).block(SOON)).isEmpty();
    }

    @Test
    void givenNodesOnBothServers_whenPublished_thenEachHearsItsOwnAndNobodyIsUnheard() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Disposable.Composite running = Disposables.composite();
        try (RedisNodeTopics topics = new RedisNodeTopics(factory, SOON, Schedulers.parallel(), registry)) {
            Map<NodeId, List<Push>> heard = new HashMap<>();
            for (int i = 0; i < 10; i++) {
                NodeId node = new NodeId("node-" + i);
                List<Push> his = new CopyOnWriteArrayList<>();
                heard.put(node, his);
                NodeTopics.Subscription subscription = topics.subscribe(node);
                running.add(subscription.pushes().subscribe(his::add));
                subscription.ready().block(SOON);
            }
            List<Push> pushes = new ArrayList<>();
            for (int round = 1; round <= 100; round++) {
                for (NodeId node : heard.keySet()) {
                    pushes.add(new Push(node, List.of(), List.of(new Push.UserHead(USERS.get(0), round)), List.of()));
                }
            }
            topics.publish(pushes).block(SOON);
            heard.forEach((node, his) -> {
                until(() -> his.size() >= 100);
                assertThat(his)
                        .isEqualTo(pushes.stream()
                                .filter(push -> push.node().equals(node))
                                .toList());
            });
            assertThat(registry.counter("im.route.pushes", "outcome", "heard").count())
                    .isEqualTo(1_000);

            topics.publish(List.of(new Push(new NodeId("nobody"), List.of(), List.of(), List.of())))
                    .block(SOON);
            assertThat(registry.counter("im.route.pushes", "outcome", "unheard").count())
                    .isOne();
        } finally {
            running.dispose();
        }
    }

    @Test
    void givenServerThatDies_whenItWasListenedTo_thenTheSubscriptionFails() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (RedisNodeTopics topics = new RedisNodeTopics(factory, SOON, Schedulers.parallel(), registry)) {
            List<Throwable> failures = new CopyOnWriteArrayList<>();
            List<Disposable> running = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                NodeTopics.Subscription subscription = topics.subscribe(new NodeId("last-" + i));
                running.add(subscription.pushes().subscribe(push -> {}, failures::add));
                subscription.ready().block(SOON);
            }
            servers.get(1).destroyForcibly().waitFor();
            until(() -> !failures.isEmpty());
            running.forEach(Disposable::dispose);
            assertThat(failures).as("some of ten topics lay on it").isNotEmpty();
        }
    }

    private Process server(int port) throws IOException {
        return new ProcessBuilder(
                        Objects.requireNonNull(System.getenv(SERVER)),
                        "--port",
                        Integer.toString(port),
                        "--bind",
                        "127.0.0.1",
                        "--cluster-enabled",
                        "yes",
                        "--cluster-config-file",
                        "nodes-" + port + ".conf",
                        "--save",
                        "",
                        "--dir",
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(port + ".log").toFile())
                .start();
    }

    private static StatefulRedisConnection<String, String> connected(RedisClient client, int port) {
        for (int i = 0; ; i++) {
            try {
                return client.connect(RedisURI.create("127.0.0.1", port));
            } catch (RuntimeException e) {
                if (i == 100) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    private static void until(BooleanSupplier holds) {
        for (int i = 0; !holds.getAsBoolean() && i < 600; i++) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    /** Its neighbour, ten thousand further, is the cluster's own. */
    private static int freePort() throws IOException {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 22_000);
            try (ServerSocket one = new ServerSocket(port);
                    ServerSocket other = new ServerSocket(port + 10_000)) {
                return one.getLocalPort();
            } catch (BindException taken) {
                continue;
            }
        }
    }
}
