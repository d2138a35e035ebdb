package io.fluxim.route;

import java.time.Duration;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * {@link Leases} in Redis.
 *
 * <p>Keys: {@code lease:<name>}, the holder as text, which expires when it is not extended.
 */
public final class RedisLeases implements Leases {

    private static final RedisScript<Long> ACQUIRE = RedisScripts.read(RedisLeases.class, "acquire.lua", Long.class);
    private static final RedisScript<Long> RELEASE = RedisScripts.read(RedisLeases.class, "release.lua", Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final Duration timeout;

    /**
     * @param timeout longest wait for one call
     */
    public RedisLeases(ReactiveStringRedisTemplate redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    @Override
    public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
        return call(ACQUIRE, name, List.of(holder, Long.toString(ttl.toMillis())))
                .map(held -> held == 1);
    }

    @Override
    public Mono<Void> release(String name, String holder) {
        return call(RELEASE, name, List.of(holder)).then();
    }

    private Mono<Long> call(RedisScript<Long> script, String name, List<String> args) {
        return redis.execute(script, List.of("lease:" + name), args).next().timeout(timeout);
    }
}
