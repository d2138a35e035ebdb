package io.fluxim.inbox.heads;

import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

final class RedisHeadsIT extends HeadsContract {

    private static TestRedisConnection connection;

    private final RedisHeads heads = new RedisHeads(connection.redis(), SOON, Duration.ofDays(7));

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
    Heads heads() {
        return heads;
    }

    @Override
    void forget() {
        connection.flush();
    }

    @Test
    void givenScriptsLost_whenCalled_thenTheyAreSentAgain() {
        done(heads.restore(SEQS.of(Map.of("a", 5L))));
        connection.forgetScripts();
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Heads.Advance(5, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", 5L)));

        connection.forgetScripts();
        done(heads.restore(SEQS.of(Map.of("a", 1L))));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Heads.Advance(1, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", 1L)));
    }

    @Test
    void givenHeads_whenTouched_thenTheyLieInTheTagOfTheirPartitionAndExpire() {
        ReactiveStringRedisTemplate redis = connection.redis();
        done(heads.restore(SEQS.of(Map.of("g:team", 5L))));
        done(heads.restore(new Shard(Heads.Kind.POSITION, 3).of(Map.of("alice", 2L))));
        assertThat(redis.keys("*").collectList().block(SOON))
                .containsExactlyInAnyOrder("{s17}:seq:g:team", "{f3}:position:alice");
        get(redis.persist("{s17}:seq:g:team"));

        get(heads.advance(SEQS.of(Map.of("g:team", new Heads.Advance(5, 1)))));

        assertThat(get(redis.getExpire("{s17}:seq:g:team"))).isGreaterThan(Duration.ofDays(6));
        assertThat(get(redis.getExpire("{f3}:position:alice"))).isGreaterThan(Duration.ofDays(6));
    }

    @Test
    void givenKeyOfAnotherType_whenAdvanced_thenMissingUntilRestored() {
        get(connection.redis().opsForList().leftPush("{s17}:seq:a", "x"));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Heads.Advance(0, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", Heads.MISSING)));

        done(heads.restore(SEQS.of(Map.of("a", 0L))));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Heads.Advance(0, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", 0L)));
    }

    /** More than Lua takes at once. */
    @Test
    void givenManyHeads_whenAdvanced_thenEachThatStandsAsExpectedIsMoved() {
        Map<String, Long> stood = new HashMap<>();
        Map<String, Heads.Advance> advances = new HashMap<>();
        for (int i = 0; i < 2_500; i++) {
            stood.put("u" + i, (long) i);
            advances.put("u" + i, new Heads.Advance(i % 2 == 0 ? i : i + 1, 3));
        }
        done(heads.restore(SEQS.of(stood)));

        assertThat(get(heads.advance(SEQS.of(advances)))).isEqualTo(SEQS.of(stood));
        stood.replaceAll((name, head) -> head % 2 == 0 ? head + 3 : head);
        assertThat(get(heads.read(SEQS.of(stood).keySet()))).isEqualTo(SEQS.of(stood));
    }
}
