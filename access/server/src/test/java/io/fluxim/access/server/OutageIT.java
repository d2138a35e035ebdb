package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A store goes away and comes back while a client is connected. */
class OutageIT {

    /** Calls at once, each with a connection of its own: as many as the pool holds. */
    private static final int POOL = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SEND = "{\"op\":\"send\",\"ref\":\"%s\",\"to\":{\"user\":\"bob\"},"
            + "\"clientMsgId\":\"c1\",\"type\":\"text\",\"body\":{}}";

    @Test
    void givenKafkaAway_whenSent_thenRefusedForNowAndTheSameSendIsAcceptedWhenItIsBack() {
        try (RunningAccess access = new RunningAccess("--im.access.command.send-timeout=1s")) {
            access.open("ann", "bob");
            try (TestClient ann = access.connect("ann", "phone")) {
                ann.next("hello");
                ann.send(SEND.formatted("before"));
                String messageId = ann.next("accepted").path("messageId").asString();
                TestStores.kafka().kill();
                ann.send(SEND.formatted("away"));
                JsonNode error = ann.next("error");
                assertThat(error.path("ref").asString()).isEqualTo("away");
                assertThat(error.path("code").asString()).isEqualTo("unavailable");
                assertThat(error.path("temporary").asBoolean()).isTrue();
                assertThat(error.path("retryAfterMs").asLong()).isPositive();
                TestStores.kafka().start();
                assertThat(acceptedAfterRetries(ann)).isEqualTo(messageId);
            }
        }
    }

    @Test
    void givenRedisAway_whenItIsBack_thenTheSessionGoesOn() {
        try (RunningAccess access = new RunningAccess()) {
            access.open("ann", "bob");
            try (TestClient ann = access.connect("ann", "phone")) {
                ann.next("hello");
                TestStores.redis().kill();
                ann.send("{\"op\":\"ping\",\"ref\":\"away\"}");
                assertThat(ann.next("pong").path("ref").asString()).isEqualTo("away");
                ann.send(SEND.formatted("away"));
                ann.next("accepted");
                TestStores.redis().start();
                access.open();
                ann.send("{\"op\":\"sync\",\"ref\":\"back\",\"after\":0}");
                JsonNode page = ann.next();
                while (page.path("op").asString().equals("behind")) {
                    page = ann.next();
                }
                assertThat(page.path("op").asString()).isEqualTo("entries");
            }
        }
    }

    @Test
    void givenMySqlKilledWithConnectionsInThePool_whenItIsBack_thenTheFirstCallIsAnswered() {
        try (RunningAccess access = new RunningAccess()) {
            Users users = access.bean(Users.class);
            Flux.range(0, POOL)
                    .flatMap(i -> users.register(List.of(User.of(new UserId("before-" + i), "n", 1))), POOL)
                    .blockLast(PATIENCE);
            TestStores.mariadb().kill();
            TestStores.mariadb().start();

            users.register(List.of(User.of(new UserId("after"), "n", 1))).block(PATIENCE);

            UserId after = new UserId("after");
            assertThat(users.existing(List.of(after)).block(PATIENCE)).containsExactly(after);
        }
    }

    /** As a client does it: again, with the same id, while the refusal is temporary. */
    private static String acceptedAfterRetries(TestClient client) {
        for (int attempt = 0; attempt < 60; attempt++) {
            client.send(SEND.formatted("again"));
            JsonNode answer = client.next();
            if (answer.path("op").asString().equals("accepted")) {
                return answer.path("messageId").asString();
            }
            assertThat(answer.path("temporary").asBoolean()).isTrue();
        }
        throw new AssertionError("never accepted");
    }
}
