package io.fluxim.torture.endtoend;

import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.gate.auth.TokenSigner;
import io.fluxim.access.logic.Platform;
import io.fluxim.access.server.AccessApplication;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.history.History;
import io.fluxim.pipeline.PipelineApplication;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.fluxim.sink.HistorySinkApplication;
import io.fluxim.testkit.TestMariaDb;
import io.fluxim.testkit.TestStores;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The applications of the route, each its own Spring context on the same real stores. */
final class WholeRoute implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final long HOUR = 3_600_000;

    private final ConfigurableApplicationContext pipeline;
    private final ConfigurableApplicationContext sink;
    private final ConfigurableApplicationContext access;

    /** @param more keys of all applications */
    WholeRoute(String... more) {
        String[] keys = Stream.concat(Stream.of(keys()), Stream.of(more)).toArray(String[]::new);
        pipeline = run(PipelineApplication.builder(), keys);
        sink = run(HistorySinkApplication.builder(), keys);
        access = run(AccessApplication.builder(), keys);
        AccessApplication.awaitReady(access);
    }

    private static String[] keys() {
        TestMariaDb.Database mysql = TestStores.mariadb().freshDatabase("endtoend");
        return new String[] {
            "--server.port=0",
            "--management.server.port=0",
            "--im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
            "--spring.data.redis.url=" + TestStores.redis().freshUrl(),
            "--spring.mongodb.uri=" + TestStores.mongodb().freshUri("endtoend"),
            "--spring.r2dbc.url=" + mysql.r2dbcUrl(),
            "--spring.r2dbc.username=" + mysql.user(),
            "--spring.r2dbc.password=" + mysql.password(),
            "--im.mysql.jdbc-url=" + mysql.jdbcUrl(),
            "--im.mysql.user=" + mysql.user(),
            "--im.mysql.password=" + mysql.password(),
            "--im.access.jwt.key=" + "an end-to-end test's key of 32 bytes",
            "--im.access.admin.secret=" + "an end-to-end test's secret",
            "--im.directory.timeout=30s", // a busy machine is not what is tested
            "--im.access.limits.user.sends-per-second=10000", // the test is in more of a hurry than people are
            "--im.access.limits.user.send-burst=10000",
            "--im.access.limits.user.deliveries-per-second=0",
            "--im.access.command.frames-per-second=10000",
            "--im.access.command.frame-burst=10000",
        };
    }

    private static ConfigurableApplicationContext run(SpringApplicationBuilder application, String... keys) {
        return application.registerShutdownHook(false).run(keys);
    }

    /** A bean of the access application. */
    <T> T get(Class<T> type) {
        return access.getBean(type);
    }

    History history() {
        return sink.getBean(History.class);
    }

    void register(List<UserId> users) {
        get(Users.class)
                .register(users.stream()
                        .map(user -> User.of(user, user.value(), 0))
                        .toList())
                .block(BOUND);
    }

    String token(UserId user) {
        long now = System.currentTimeMillis();
        Token token = new Token(user, Platform.LINUX, now, now / 1000 * 1000 + HOUR);
        return get(TokenSigner.class).sign(token);
    }

    URI socket() {
        String port = access.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("ws://127.0.0.1:" + port + "/ws");
    }

    /** Makes a group; it can be sent to when this returns. */
    GroupUnderChange createGroup(GroupId id, List<UserId> members) {
        NewGroup group = new NewGroup(
                Optional.of(id),
                GroupProfile.named(id.value()),
                members.get(0),
                List.of(),
                members.subList(1, members.size()),
                members.get(0));
        get(Groups.class).create(group).block(BOUND);
        return new GroupUnderChange(id, members, get(Groups.class), get(Outbox.class));
    }

    @Override
    public void close() {
        access.close();
        pipeline.close();
        sink.close();
    }
}
