package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.ReactiveZSetOperations;

final class RedisRoutesIT extends RoutesContract {

    private static final Duration TTL = Duration.ofSeconds(60);
    private static final NodeId NODE = new NodeId("n");
    private static final String KEY = "{f" + partition(ALICE) + "}:route:alice";

    private static TestRedisConnection connection;

    private final RedisRoutes routes = new RedisRoutes(connection.redis(), PARTITIONS, SOON, TTL);

    @BeforeAll
    static void connect() {
        connection = new TestRedisConnection();
    }

    @AfterAll
    static void disconnect() {
        connection.close();
    }

    @BeforeEach
    void empty() {
        connection.flush();
    }

    @Override
    Routes routes() {
        return routes;
    }

    @Override
    void forget() {
        connection.flush();
    }

    @Test
    void givenRouteExpired_whenFoundAndRenewed_thenOfflineAndCountedAsLost() {
        ReactiveZSetOperations<String, String> sets = connection.redis().opsForZSet();
        get(routes.renew(List.of(ALICE), NODE));
        get(sets.add(KEY, "n", System.currentTimeMillis() - 1_000));
        get(sets.add(KEY, "dead", System.currentTimeMillis() - 1_000));

        assertThat(find(routes, ALICE)).isEmpty();
        assertThat(get(routes.renew(List.of(ALICE), NODE))).isEqualTo(1);
        assertThat(find(routes, ALICE)).containsExactly(NODE);
        assertThat(get(sets.size(KEY))).isEqualTo(1);
    }

    @Test
    void givenRoute_whenRegistered_thenItLiesInTheTagOfTheInboxAndExpires() {
        ReactiveStringRedisTemplate redis = connection.redis();
        get(routes.renew(List.of(ALICE), NODE));

        assertThat(get(redis.keys("*").collectList())).containsExactly(KEY);
        assertThat(get(redis.getExpire(KEY)))
                .isGreaterThan(Duration.ofSeconds(50))
                .isLessThanOrEqualTo(TTL);
        assertThat(get(redis.opsForZSet().score(KEY, "n")))
                .isBetween(System.currentTimeMillis() + 50_000.0, System.currentTimeMillis() + 61_000.0);
    }

    @Test
    void givenWhatNoNodeHasWritten_whenFound_thenTheOthersAreFoundAllTheSame() {
        get(routes.renew(List.of(ALICE), NODE));
        for (String nonsense : List.of("", "|", "n|3", "n ", "\n", "a:b", "\u00e9", "x".repeat(65))) {
            get(connection.redis().opsForZSet().add(KEY, nonsense, System.currentTimeMillis() + 50_000.0));
        }
        assertThat(find(routes, ALICE)).containsExactly(NODE);
    }

    @Test
    void givenScriptsLost_whenCalled_thenTheyAreSentAgain() {
        get(routes.renew(List.of(ALICE, new UserId("bob")), NODE));
        connection.forgetScripts();
        assertThat(find(routes, ALICE)).containsExactly(NODE);

        connection.forgetScripts();
        assertThat(get(routes.renew(List.of(ALICE), NODE))).isZero();

        connection.forgetScripts();
        routes.remove(List.of(ALICE), NODE).block(SOON);
        assertThat(find(routes, ALICE)).isEmpty();
    }
}
