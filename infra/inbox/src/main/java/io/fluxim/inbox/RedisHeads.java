package io.fluxim.inbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link Heads} in Redis.
 *
 * <p>Keys: {@code {s<partition>}:seq:<conversation>} and {@code {f<partition>}:position:<user>}, each a decimal number.
 * They expire when nobody has advanced or restored them for a while: a missing head is only a reason to restore.
 */
public final class RedisHeads implements Heads {

    /** Heads in one call: a script blocks Redis while it runs, and this many take about a millisecond. */
    static final int MAX_PER_CALL = 2_000;

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ADVANCE = RedisScripts.read("advance.lua", List.class);

    private static final RedisScript<Long> RESTORE = RedisScripts.read("restore.lua", Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final Duration timeout;
    private final String ttl;

    /**
     * @param timeout longest wait for one call
     * @param ttl     how long a head stays that nobody touches; longer than a writer keeps its proof of it
     */
    public RedisHeads(ReactiveStringRedisTemplate redis, Duration timeout, Duration ttl) {
        this.redis = redis;
        this.timeout = timeout;
        this.ttl = Long.toString(ttl.toMillis());
    }

    @Override
    public Mono<Map<String, Long>> advance(Shard shard, Map<String, Advance> advances) {
        return Flux.fromIterable(advances.keySet())
                .buffer(MAX_PER_CALL)
                .concatMap(names -> advance(shard, names, advances))
                .collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Void> restore(Shard shard, Map<String, Long> heads) {
        return Flux.fromIterable(heads.keySet())
                .buffer(MAX_PER_CALL)
                .concatMap(names -> restore(shard, names, heads))
                .then();
    }

    @Override
    public Mono<Map<String, Long>> read(Shard shard, Collection<String> names) {
        return Flux.fromStream(names.stream().distinct())
                .buffer(MAX_PER_CALL)
                .concatMap(some -> redis.opsForValue()
                        .multiGet(keys(shard, some))
                        .timeout(timeout)
                        .map(texts -> numbers(some, texts)))
                .collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Void> forget(Shard shard, Collection<String> names) {
        return Flux.fromIterable(names)
                .buffer(MAX_PER_CALL)
                .concatMap(some ->
                        redis.delete(keys(shard, some).toArray(String[]::new)).timeout(timeout))
                .then();
    }

    private Mono<Map<String, Long>> advance(Shard shard, List<String> names, Map<String, Advance> advances) {
        List<String> args = new ArrayList<>(1 + 2 * names.size());
        args.add(ttl);
        for (String name : names) {
            Advance advance = advances.getOrDefault(name, new Advance(MISSING, 0));
            args.add(Long.toString(advance.expected()));
            args.add(Integer.toString(advance.count()));
        }
        return redis.execute(ADVANCE, keys(shard, names), args)
                .next()
                .timeout(timeout)
                .map(found -> byName(names, found));
    }

    private Mono<Long> restore(Shard shard, List<String> names, Map<String, Long> heads) {
        List<String> args = new ArrayList<>(1 + names.size());
        args.add(ttl);
        names.forEach(name -> args.add(String.valueOf(heads.get(name))));
        return redis.execute(RESTORE, keys(shard, names), args).next().timeout(timeout);
    }

    private static Map<String, Long> byName(List<String> names, List<?> found) {
        Map<String, Long> heads = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            heads.put(names.get(i), (Long) found.get(i));
        }
        return heads;
    }

    private static Map<String, Long> numbers(List<String> names, List<String> texts) {
        Map<String, Long> heads = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            RedisVisibleHeads.head(texts.get(i)).ifPresent(head -> heads.put(name, head));
        }
        return heads;
    }

    private static List<String> keys(Shard shard, List<String> names) {
        String prefix = prefix(shard);
        return names.stream().map(prefix::concat).toList();
    }

    private static String prefix(Shard shard) {
        String tag = "{" + shard.kind().letter() + shard.partition() + "}";
        return switch (shard.kind()) {
            case SEQ -> tag + ":seq:";
            case POSITION -> tag + ":position:";
        };
    }
}
