package io.fluxim.route;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/**
 * The lower of our own clock and Redis's: "now" for whatever decides that something is old, so that one clock that
 * jumps ahead neither deletes nor omits what is young.
 */
public final class RedisClock {

    private final ReactiveStringRedisTemplate redis;
    private final Clock clock;
    private final Duration timeout;

    /**
     * @param clock   our own
     * @param timeout longest wait for Redis
     */
    public RedisClock(ReactiveStringRedisTemplate redis, Clock clock, Duration timeout) {
        this.redis = redis;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Now; an error where Redis does not answer, since one clock alone proves nothing. */
    public Mono<Instant> now() {
        return redis.execute(connection -> connection.serverCommands().time(TimeUnit.MILLISECONDS))
                .next()
                .timeout(timeout)
                .map(Instant::ofEpochMilli)
                .map(this::lower);
    }

    private Instant lower(Instant other) {
        Instant own = clock.instant();
        return own.isBefore(other) ? own : other;
    }
}
