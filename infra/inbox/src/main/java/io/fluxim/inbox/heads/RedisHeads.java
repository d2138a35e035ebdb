package io.fluxim.inbox.heads;

import io.fluxim.route.RedisScripts;
import io.fluxim.route.RedisShards;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * {@link Heads} in Redis.
 *
 * <p>Keys: {@code {s<partition>}:seq:<conversation>} and {@code {f<partition>}:position:<user>}, each a decimal number.
 * They expire when nobody has advanced or restored them for a while: a missing head is only a reason to restore.
 */
public final class RedisHeads implements Heads {

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> ADVANCE = RedisScripts.read(RedisHeads.class, "advance.lua", List.class);

    private static final RedisScript<Long> RESTORE = RedisScripts.read(RedisHeads.class, "restore.lua", Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final RedisShards<Head> shards;
    private final Duration timeout;
    private final String ttl;

    /**
     * @param timeout longest wait for one call
     * @param ttl     how long a head stays that nobody touches; longer than a writer keeps its proof of it
     */
    public RedisHeads(ReactiveStringRedisTemplate redis, Duration timeout, Duration ttl) {
        this.redis = redis;
        this.shards = RedisShards.of(redis, head -> "" + head.kind().letter() + head.partition());
        this.timeout = timeout;
        this.ttl = Long.toString(ttl.toMillis());
    }

    @Override
    public Mono<Map<Head, Long>> advance(Map<Head, Advance> advances) {
        return shards.call(advances.keySet(), heads -> advance(heads, advances)).collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Void> restore(Map<Head, Long> proved) {
        return shards.call(proved.keySet(), heads -> restore(heads, proved)).then();
    }

    @Override
    public Mono<Map<Head, Long>> read(Collection<Head> asked) {
        return shards.call(
                        asked,
                        heads -> redis.opsForValue()
                                .multiGet(keys(heads))
                                .timeout(timeout)
                                .map(texts -> numbers(heads, texts)))
                .collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Void> forget(Collection<Head> gone) {
        return shards.call(
                        gone,
                        heads ->
                                redis.delete(keys(heads).toArray(String[]::new)).timeout(timeout))
                .then();
    }

    private Mono<Map<Head, Long>> advance(List<Head> heads, Map<Head, Advance> advances) {
        List<String> args = new ArrayList<>(1 + 2 * heads.size());
        args.add(ttl);
        for (Head head : heads) {
            Advance advance = advances.getOrDefault(head, new Advance(MISSING, 0));
            args.add(Long.toString(advance.expected()));
            args.add(Long.toString(advance.expected() + advance.count()));
        }
        return redis.execute(ADVANCE, keys(heads), args).next().timeout(timeout).map(found -> byHead(heads, found));
    }

    private Mono<Long> restore(List<Head> heads, Map<Head, Long> proved) {
        List<String> args = new ArrayList<>(1 + heads.size());
        args.add(ttl);
        heads.forEach(head -> args.add(String.valueOf(proved.get(head))));
        return redis.execute(RESTORE, keys(heads), args).next().timeout(timeout);
    }

    private static Map<Head, Long> byHead(List<Head> heads, List<?> found) {
        Map<Head, Long> stood = new HashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            stood.put(heads.get(i), (Long) found.get(i));
        }
        return stood;
    }

    private static Map<Head, Long> numbers(List<Head> heads, List<String> texts) {
        Map<Head, Long> numbers = new HashMap<>();
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            RedisVisibleHeads.head(texts.get(i)).ifPresent(number -> numbers.put(head, number));
        }
        return numbers;
    }

    private static List<String> keys(List<Head> heads) {
        return heads.stream().map(RedisHeads::key).toList();
    }

    private static String key(Head head) {
        String line = switch (head.kind()) {
            case SEQ -> ":seq:";
            case POSITION -> ":position:";
        };
        return "{" + head.kind().letter() + head.partition() + "}" + line + head.name();
    }
}
