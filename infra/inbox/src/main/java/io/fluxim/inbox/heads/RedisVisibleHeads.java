package io.fluxim.inbox.heads;

import io.fluxim.inbox.InboxMeters;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.route.RedisScripts;
import io.fluxim.route.RedisShards;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * {@link VisibleHeads} in Redis, read from the inbox where Redis has none, or is away.
 *
 * <p>Keys: {@code {f<partition>}:visible:<user>}, a decimal number that expires a while after it was last raised.
 */
public final class RedisVisibleHeads implements VisibleHeads {

    private static final Pattern HEAD = Pattern.compile("[0-9]{1,19}");

    private static final RedisScript<Long> RAISE = RedisScripts.read(RedisVisibleHeads.class, "raise.lua", Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final Inbox inbox;
    private final RedisShards<UserId> shards;
    private final Limits limits;
    private final Counter fallbacks;

    /**
     * What bounds it.
     *
     * @param partitions of {@code im.fanout}
     * @param timeout    longest wait for one call of Redis
     * @param ttl        how long a head that is wrong after a failover of Redis is believed
     */
    public record Limits(int partitions, Duration timeout, Duration ttl) {}

    /**
     * @param inbox proves the heads that are not in Redis
     */
    public RedisVisibleHeads(ReactiveStringRedisTemplate redis, Inbox inbox, Limits limits, MeterRegistry meters) {
        this.redis = redis;
        this.inbox = inbox;
        this.shards = RedisShards.of(redis, user -> "" + partition(user, limits.partitions()));
        this.limits = limits;
        this.fallbacks = meters.counter(InboxMeters.VISIBLE_HEADS_FALLBACKS.meter());
    }

    @Override
    public Mono<Void> raise(Map<UserId, Long> heads) {
        return shards.call(heads.keySet(), users -> raise(users, heads)).then();
    }

    @Override
    public Mono<Map<UserId, Long>> read(Collection<UserId> users) {
        return shards.call(users, this::readOrProved).collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Map<UserId, Long>> raised(Collection<UserId> users) {
        return shards.call(users, this::standing).collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Void> forget(Collection<UserId> users) {
        return shards.call(
                        users,
                        some -> redis.delete(keys(some).toArray(String[]::new)).timeout(limits.timeout()))
                .then();
    }

    private Mono<Long> raise(List<UserId> users, Map<UserId, Long> heads) {
        List<String> args = new ArrayList<>(1 + users.size());
        args.add(Long.toString(limits.ttl().toMillis()));
        users.forEach(user -> args.add(String.valueOf(heads.get(user))));
        return redis.execute(RAISE, keys(users), args).next().timeout(limits.timeout());
    }

    private Mono<Map<UserId, Long>> readOrProved(List<UserId> users) {
        return standing(users)
                .onErrorResume(away -> {
                    fallbacks.increment();
                    return Mono.just(Map.of());
                })
                .flatMap(found -> complete(users, found));
    }

    private Mono<Map<UserId, Long>> standing(List<UserId> users) {
        return redis.opsForValue()
                .multiGet(keys(users))
                .timeout(limits.timeout())
                .map(texts -> parsed(users, texts));
    }

    private Mono<Map<UserId, Long>> complete(List<UserId> users, Map<UserId, Long> found) {
        List<UserId> missing =
                users.stream().filter(user -> !found.containsKey(user)).toList();
        if (missing.isEmpty()) {
            return Mono.just(found);
        }
        return inbox.heads(missing)
                .flatMap(proved -> remember(proved).thenReturn(proved))
                .map(proved -> union(found, proved));
    }

    /** Only spares the next reader the question: who asked has their answer, whatever Redis says. */
    private Mono<Void> remember(Map<UserId, Long> proved) {
        return raise(proved).onErrorComplete();
    }

    private static Map<UserId, Long> parsed(List<UserId> users, List<String> texts) {
        Map<UserId, Long> found = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            UserId user = users.get(i);
            head(texts.get(i)).ifPresent(head -> found.put(user, head));
        }
        return found;
    }

    /** What Redis has under a key; empty where that is absent (null or empty, the template does not say which) or no head. */
    static OptionalLong head(@Nullable String text) {
        try {
            return text != null && HEAD.matcher(text).matches()
                    ? OptionalLong.of(Long.parseLong(text))
                    : OptionalLong.empty();
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    private static Map<UserId, Long> union(Map<UserId, Long> one, Map<UserId, Long> other) {
        Map<UserId, Long> all = new HashMap<>(one);
        all.putAll(other);
        return all;
    }

    private List<String> keys(List<UserId> users) {
        return users.stream()
                .map(user -> "{f" + partition(user, limits.partitions()) + "}:visible:" + user)
                .toList();
    }

    private static int partition(UserId user, int partitions) {
        return Partitions.of(user.value(), partitions);
    }
}
