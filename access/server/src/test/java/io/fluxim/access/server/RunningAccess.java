package io.fluxim.access.server;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.socket.push.Presence;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.kafka.source.KafkaScan;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import io.fluxim.route.Routes;
import io.fluxim.testkit.TestMariaDb;
import io.fluxim.testkit.TestStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The application on real stores, fresh databases and random ports. */
final class RunningAccess implements AutoCloseable {

    static final String KEY = "a-key-of-the-tests-of-32-bytes-or-more";
    static final String ADMIN_SECRET = "a secret of the tests";

    /** For a test that asks more often than anybody may. */
    static final List<String> UNLIMITED = List.of(
            "--im.access.limits.user.sends-per-second=0",
            "--im.access.limits.user.deliveries-per-second=0",
            "--im.access.limits.user.member-changes-per-second=0",
            "--im.access.limits.user.calls-per-second=0",
            "--im.access.limits.admin.calls-per-second=0",
            "--im.access.limits.address.handshakes-per-second=0",
            "--im.access.limits.address.logins-per-second=0",
            "--im.access.limits.address.bad-tokens-per-minute=0",
            "--im.access.limits.address.bad-secrets-per-minute=0",
            "--im.access.command.frames-per-second=100000",
            "--im.access.command.frame-burst=100000",
            "--im.access.outbox.poll=10ms");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ConfigurableApplicationContext context;

    private final List<String> stores;

    RunningAccess(String... properties) {
        this(freshStores(), properties);
    }

    private RunningAccess(List<String> stores, String... properties) {
        this.stores = stores;
        String[] all = Stream.concat(stores.stream(), Arrays.stream(properties)).toArray(String[]::new);
        this.context = AccessApplication.builder().run(all);
    }

    /** Another node on the same stores. */
    RunningAccess another(String... properties) {
        return new RunningAccess(stores, properties);
    }

    /** Registers users and waits until sessions are taken. */
    void open(String... ids) {
        List<User> users =
                Stream.of(ids).map(id -> User.of(new UserId(id), id, 1)).toList();
        Mono<Void> registered =
                users.isEmpty() ? Mono.empty() : bean(Users.class).register(users);
        registered
                .thenMany(Flux.interval(Duration.ofMillis(20)))
                .takeUntil(tick -> bean(Presence.class).ready())
                .blockLast(PATIENCE);
    }

    /** A client of this user, who is registered. */
    TestClient connect(String user, String device) {
        return TestClient.connect(port(), query(user, device));
    }

    /** What a client of this user asks with. */
    String query(String user, String device) {
        String token = bean(Authenticator.class)
                .issue(new UserId(user), Platform.LINUX)
                .block(PATIENCE)
                .written();
        return "?token=" + token + "&device=" + device;
    }

    /** What is appended to a partition of {@code im.accepted} from now on, until cancelled. */
    Flux<Received<Envelope>> accepted(int partition) {
        KafkaScan<Envelope> scan = bean(KafkaSources.class).scan(Topic.ACCEPTED, partition);
        AtomicLong next = new AtomicLong();
        scan.all().doOnNext(record -> next.set(record.offset() + 1)).blockLast(PATIENCE);
        return Flux.defer(() -> scan.from(next.get(), 1_000))
                .flatMapIterable(records -> records)
                .doOnNext(record -> next.set(record.offset() + 1))
                .repeatWhen(ends -> ends.delayElements(Duration.ofMillis(20)));
    }

    /** Where this user is pushed to. */
    Set<NodeId> routes(String user) {
        UserId id = new UserId(user);
        return bean(Routes.class).find(List.of(id)).block(PATIENCE).getOrDefault(id, Set.of());
    }

    private static List<String> freshStores() {
        TestMariaDb.Database mysql = TestStores.mariadb().freshDatabase("access");
        return List.of(
                "--server.port=0",
                "--management.server.port=0",
                "--im.access.jwt.key=" + KEY,
                "--im.access.admin.secret=" + ADMIN_SECRET,
                "--im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
                "--spring.mongodb.uri=" + TestStores.mongodb().freshUri("access"),
                "--spring.data.redis.url=" + TestStores.redis().freshUrl(),
                "--spring.r2dbc.url=" + mysql.r2dbcUrl(),
                "--spring.r2dbc.username=" + mysql.user(),
                "--spring.r2dbc.password=" + mysql.password(),
                "--im.mysql.jdbc-url=" + mysql.jdbcUrl(),
                "--im.mysql.user=" + mysql.user(),
                "--im.mysql.password=" + mysql.password(),
                "--im.kafka.topics.partitions.accepted=2",
                "--im.kafka.topics.partitions.sequenced=2",
                "--im.kafka.topics.partitions.fanout=2");
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    boolean has(Class<?> type) {
        return context.getBeanProvider(type).getIfAvailable() != null;
    }

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /** Where this path of the management port is. */
    URI managementUri(String path) {
        String port = context.getEnvironment().getRequiredProperty("local.management.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** What the management port answers. */
    String management(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(managementUri(path))
                .timeout(Duration.ofSeconds(20))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        context.close();
    }
}
