package io.fluxim.route;

import static io.fluxim.route.RoutesContract.SOON;
import static io.fluxim.route.RoutesContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisLeasesIT extends LeasesContract {

    private static TestRedisConnection connection;

    private final RedisLeases leases = new RedisLeases(connection.redis(), SOON);

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
    Leases leases() {
        return leases;
    }

    @Override
    void forget() {
        connection.flush();
    }

    @Test
    void givenLease_whenExtendedOrAskedFor_thenOnlyItsHolderMovesItsEnd() {
        get(leases.acquire("sweep", "a", Duration.ofSeconds(10)));
        get(leases.acquire("sweep", "b", Duration.ofHours(2)));
        assertThat(expiry()).isLessThanOrEqualTo(Duration.ofSeconds(10));

        get(leases.acquire("sweep", "a", Duration.ofHours(1)));
        assertThat(expiry()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void givenLeaseRunOut_whenAnotherAsks_thenHeHasIt() {
        get(leases.acquire("sweep", "a", Duration.ofMinutes(1)));
        get(connection.redis().expireAt("lease:sweep", Instant.EPOCH.plusSeconds(1)));

        assertThat(get(leases.acquire("sweep", "b", Duration.ofMinutes(1)))).isTrue();
    }

    private static Duration expiry() {
        return get(connection.redis().getExpire("lease:sweep"));
    }
}
