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
    private static final Route ROUTE = new Route(new NodeId("n"), 3);
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
        get(routes.renew(List.of(ALICE), ROUTE));
        get(sets.add(KEY, "n|3", System.currentTimeMillis() - 1_000));
        get(sets.add(KEY, "dead|1", System.currentTimeMillis() - 1_000));

        assertThat(find(routes, ALICE)).isEmpty();
        assertThat(get(routes.renew(List.of(ALICE), ROUTE))).isEqualTo(1);
        assertThat(find(routes, ALICE)).containsExactly(ROUTE);
        assertThat(get(sets.size(KEY))).isEqualTo(1);
    }

    @Test
    void givenRoute_whenRegistered_thenItLiesInTheTagOfTheInboxAndExpires() {
        ReactiveStringRedisTemplate redis = connection.redis();
        get(routes.renew(List.of(ALICE), ROUTE));

        assertThat(get(redis.keys("*").collectList())).containsExactly(KEY);
        assertThat(get(redis.getExpire(KEY)))
                .isGreaterThan(Duration.ofSeconds(50))
                .isLessThanOrEqualTo(TTL);
        assertThat(get(redis.opsForZSet().score(KEY, "n|3")))
                .isBetween(System.currentTimeMillis() + 50_000.0, System.currentTimeMillis() + 61_000.0);
    }

    @Test
    void givenWhatNoNodeHasWritten_whenFound_thenTheOthersAreFoundAllTheSame() {
        get(routes.renew(List.of(ALICE), ROUTE));
        for (String nonsense : List.of("", "|", "n", "n|", "|3", "n|-1", "n|99999999999", "n|x", " |1")) {
            get(connection.redis().opsForZSet().add(KEY, nonsense, System.currentTimeMillis() + 50_000.0));
        }
        assertThat(find(routes, ALICE)).containsExactly(ROUTE);
    }

    @Test
    void givenScriptsLost_whenCalled_thenTheyAreSentAgain() {
        get(routes.renew(List.of(ALICE, new UserId("bob")), ROUTE));
        connection.forgetScripts();
        assertThat(find(routes, ALICE)).containsExactly(ROUTE);

        connection.forgetScripts();
        assertThat(get(routes.renew(List.of(ALICE), ROUTE))).isZero();

        connection.forgetScripts();
        routes.remove(List.of(ALICE), ROUTE).block(SOON);
        assertThat(find(routes, ALICE)).isEmpty();
    }
}
