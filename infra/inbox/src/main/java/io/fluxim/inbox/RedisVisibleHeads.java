package io.fluxim.inbox;

import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link VisibleHeads} in Redis, read from the inbox where Redis has none, or is away.
 *
 * <p>Keys: {@code {f<partition>}:visible:<user>}, a decimal number that expires a while after it was last raised.
 */
public final class RedisVisibleHeads implements VisibleHeads {

    /** Heads in one call: see {@link RedisHeads#MAX_PER_CALL}. */
    static final int MAX_PER_CALL = 2_000;
    /** Calls side by side: a comparison of all sessions asks about every partition. */
    private static final int CALLS = 8;

    private static final Pattern HEAD = Pattern.compile("[0-9]{1,19}");

    private static final RedisScript<Long> RAISE = RedisScripts.read("raise.lua", Long.class);

    private final ReactiveStringRedisTemplate redis;
    private final Inbox inbox;
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
        this.limits = limits;
        this.fallbacks = meters.counter(InboxMeters.VISIBLE_HEADS_FALLBACKS.meter());
    }

    @Override
    public Mono<Void> raise(int partition, Map<UserId, Long> heads) {
        return Flux.fromIterable(heads.keySet())
                .buffer(MAX_PER_CALL)
                .concatMap(users -> raise(partition, users, heads))
                .then();
    }

    @Override
    public Mono<Map<UserId, Long>> read(Collection<UserId> users) {
        return parts(users).flatMap(this::read, CALLS).collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Map<UserId, Long>> raised(Collection<UserId> users) {
        return parts(users).flatMap(this::standing, CALLS).collect(HashMap::new, Map::putAll);
    }

    @Override
    public Mono<Void> forget(Collection<UserId> users) {
        return parts(users)
                .flatMap(
                        part -> redis.delete(
                                        keys(part.partition(), part.users()).toArray(String[]::new))
                                .timeout(limits.timeout()),
                        CALLS)
                .then();
    }

    private Flux<Part> parts(Collection<UserId> users) {
        Map<Integer, List<UserId>> byPartition =
                users.stream().distinct().collect(Collectors.groupingBy(this::partition));
        return Flux.fromIterable(byPartition.entrySet()).map(group -> new Part(group.getKey(), group.getValue()));
    }

    private Mono<Long> raise(int partition, List<UserId> users, Map<UserId, Long> heads) {
        List<String> args = new ArrayList<>(1 + users.size());
        args.add(Long.toString(limits.ttl().toMillis()));
        users.forEach(user -> args.add(String.valueOf(heads.get(user))));
        return redis.execute(RAISE, keys(partition, users), args).next().timeout(limits.timeout());
    }

    private Mono<Map<UserId, Long>> read(Part part) {
        return standing(part)
                .onErrorResume(away -> {
                    fallbacks.increment();
                    return Mono.just(Map.of());
                })
                .flatMap(found -> complete(part, found));
    }

    private Mono<Map<UserId, Long>> standing(Part part) {
        return redis.opsForValue()
                .multiGet(keys(part.partition(), part.users()))
                .timeout(limits.timeout())
                .map(texts -> parsed(part.users(), texts));
    }

    private Mono<Map<UserId, Long>> complete(Part part, Map<UserId, Long> found) {
        List<UserId> missing =
                part.users().stream().filter(user -> !found.containsKey(user)).toList();
        if (missing.isEmpty()) {
            return Mono.just(found);
        }
        return inbox.heads(missing)
                .flatMap(proved -> remember(part.partition(), proved).thenReturn(proved))
                .map(proved -> union(found, proved));
    }

    /** Only spares the next reader the question: whoever asked has his answer, whatever Redis says. */
    private Mono<Void> remember(int partition, Map<UserId, Long> proved) {
        return raise(partition, proved).onErrorComplete();
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

    private int partition(UserId user) {
        return Partitions.of(user.value(), limits.partitions());
    }

    private static List<String> keys(int partition, List<UserId> users) {
        return users.stream()
                .map(user -> "{f" + partition + "}:visible:" + user)
                .toList();
    }

    /** Users of one partition. */
    private record Part(int partition, List<UserId> users) {}
}
