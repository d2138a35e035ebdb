package io.fluxim.inbox.heads;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InboxMeters;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

final class RedisVisibleHeadsIT extends VisibleHeadsContract {

    private static final RedisVisibleHeads.Limits LIMITS =
            new RedisVisibleHeads.Limits(PARTITIONS, SOON, Duration.ofMinutes(10));
    private static final String KEY_OF_ALICE = "{f" + Partitions.of("alice", PARTITIONS) + "}:visible:alice";

    private static TestRedisConnection connection;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RedisVisibleHeads visible = new RedisVisibleHeads(connection.redis(), inbox, LIMITS, meters);

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
    VisibleHeads visible() {
        return visible;
    }

    @Override
    void forget() {
        connection.flush();
    }

    @Test
    void givenMissing_whenRead_thenRemembered() {
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));
        get(visible.read(List.of(ALICE)));

        assertThat(connection.redis().opsForValue().get(KEY_OF_ALICE).block(SOON))
                .isEqualTo("3");
        assertThat(fallbacks()).isZero();
    }

    /** More than Lua takes at once. */
    @Test
    void givenManyHeads_whenRaised_thenEachStandsWhereItIsHighest() {
        Map<UserId, Long> odd = heads(i -> i % 2 == 1 ? 7L : 3L);
        done(visible.raise(odd));
        done(visible.raise(heads(i -> 5L)));

        assertThat(get(visible.read(List.copyOf(odd.keySet())))).isEqualTo(heads(i -> i % 2 == 1 ? 7L : 5L));
    }

    private static Map<UserId, Long> heads(IntFunction<Long> head) {
        return IntStream.range(0, 2_500)
                .boxed()
                .collect(Collectors.toMap(i -> new UserId("u" + i), i -> head.apply(i)));
    }

    @Test
    void givenHeadTooHigh_whenRaisedLower_thenItsExpiryIsNotPutOff() {
        raise(visible, ALICE, 100);
        get(connection.redis().expire(KEY_OF_ALICE, Duration.ofMinutes(1)));

        raise(visible, ALICE, 3);
        assertThat(get(connection.redis().getExpire(KEY_OF_ALICE))).isLessThanOrEqualTo(Duration.ofMinutes(1));

        raise(visible, ALICE, 101);
        assertThat(get(connection.redis().getExpire(KEY_OF_ALICE))).isGreaterThan(Duration.ofMinutes(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "-5", "99999999999999999999", "1 ", "nan"})
    void givenNoHeadUnderTheKey_whenReadAndRaised_thenAsIfAbsent(String text) {
        done(inbox.append(entries(ALICE, DIRECT, 1, 3)));
        get(connection.redis().opsForValue().set(KEY_OF_ALICE, text));
        assertThat(get(visible.read(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 3L));

        get(connection.redis().opsForValue().set(KEY_OF_ALICE, text));
        raise(visible, ALICE, 4);
        assertThat(get(visible.read(List.of(ALICE)))).containsKey(ALICE);
    }

    @Test
    void givenScriptsLost_whenRaised_thenTheyAreSentAgain() {
        raise(visible, ALICE, 1);
        connection.forgetScripts();
        raise(visible, ALICE, 2);

        assertThat(get(visible.read(List.of(ALICE)))).isEqualTo(Map.of(ALICE, 2L));
    }

    @Test
    void givenUsersOfManyPartitions_whenRead_thenEachIsAnswered() {
        List<UserId> users =
                IntStream.range(0, 3000).mapToObj(n -> new UserId("u" + n)).toList();
        users.forEach(user -> done(inbox.append(entries(user, DIRECT, 1, 1))));

        assertThat(get(visible.read(users))).hasSize(3000).containsValue(1L).doesNotContainValue(0L);
        assertThat(get(visible.read(users))).hasSize(3000).doesNotContainValue(0L);
    }

    @Test
    void givenRedisAway_whenRead_thenFromTheInboxAndCounted() {
        done(inbox.append(entries(BOB, DIRECT, 1, 2)));
        LettuceConnectionFactory nobody = new LettuceConnectionFactory("127.0.0.1", 1);
        nobody.afterPropertiesSet();
        nobody.start();
        try {
            VisibleHeads away = new RedisVisibleHeads(new ReactiveStringRedisTemplate(nobody), inbox, LIMITS, meters);

            assertThat(get(away.read(List.of(BOB)))).isEqualTo(Map.of(BOB, 2L));
            assertThat(fallbacks()).isOne();
        } finally {
            nobody.destroy();
        }
    }

    private double fallbacks() {
        return meters.counter(InboxMeters.VISIBLE_HEADS_FALLBACKS.meter()).count();
    }
}
