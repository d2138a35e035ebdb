package io.fluxim.route;

import static io.fluxim.route.RoutesContract.SOON;
import static io.fluxim.route.RoutesContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RedisClockIT {

    private static TestRedisConnection connection;

    @BeforeAll
    static void connect() {
        connection = new TestRedisConnection();
    }

    @AfterAll
    static void disconnect() {
        connection.close();
    }

    @Test
    void givenClocksThatDiffer_whenAskedForNow_thenTheLowerOne() {
        Instant early = Instant.parse("2020-01-01T00:00:00Z");
        Instant late = Instant.parse("2120-01-01T00:00:00Z");

        assertThat(now(early)).isEqualTo(early);
        assertThat(now(late))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }

    private static Instant now(Instant own) {
        return get(new RedisClock(connection.redis(), Clock.fixed(own, ZoneOffset.UTC), SOON).now());
    }
}
