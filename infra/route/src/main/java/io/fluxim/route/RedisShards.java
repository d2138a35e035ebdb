package io.fluxim.route;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which keys can stand in one call: on one Redis all, on a cluster those of one hash tag. Calls are pipelined: all are
 * sent before the first is answered, up to a bound.
 */
public final class RedisShards<K> {

    /** Keys in one call: a script blocks Redis while it runs, and this many take about a millisecond. */
    public static final int MAX_PER_CALL = 2_000;
    /** Calls side by side: on a cluster one for each partition, of which there are seldom more. */
    private static final int CALLS = 128;

    private final Function<K, String> group;

    private RedisShards(Function<K, String> group) {
        this.group = group;
    }

    /** @param tag the hash tag of a key, which matters on a cluster alone */
    public static <K> RedisShards<K> of(ReactiveStringRedisTemplate redis, Function<K, String> tag) {
        return new RedisShards<>(RedisFirstConnection.isCluster(redis.getConnectionFactory()) ? tag : key -> "");
    }

    /** Calls for all of these keys, each once; in no order. */
    public <V> Flux<V> call(Collection<K> keys, Function<List<K>, Mono<V>> call) {
        Map<String, List<K>> groups = keys.stream().distinct().collect(Collectors.groupingBy(group));
        return Flux.fromIterable(groups.values())
                .concatMap(all -> Flux.fromIterable(all).buffer(MAX_PER_CALL))
                .flatMap(call, CALLS);
    }
}
