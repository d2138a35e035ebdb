package io.fluxim.route;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link Routes} in Redis.
 *
 * <p>Keys: {@code {f<partition>}:route:<user>}, a sorted set of {@code <node>|<slot>} by expiry in milliseconds of
 * Redis's own clock. Expired routes are dropped at the next renewal, and the whole key expires with its last route.
 */
public final class RedisRoutes implements Routes {

    /** Users in one call: a script blocks Redis while it runs, and this many take a few milliseconds. */
    static final int MAX_PER_CALL = 1_000;
    /** Calls side by side: a node renews users of every partition. */
    private static final int CALLS = 8;

    /** A node and a slot, which is a partition and therefore short. */
    private static final Pattern MEMBER = Pattern.compile("(.+)\\|([0-9]{1,6})", Pattern.DOTALL);

    private static final RedisScript<Long> RENEW = RedisScripts.read("renew.lua", Long.class);
    private static final RedisScript<Long> REMOVE = RedisScripts.read("remove.lua", Long.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> FIND = RedisScripts.read("find.lua", List.class);

    private final ReactiveStringRedisTemplate redis;
    private final int partitions;
    private final Duration timeout;
    private final String ttl;

    /**
     * @param partitions of {@code im.fanout}: a user's routes lie with his inbox
     * @param timeout    longest wait for one call
     * @param ttl        how long a route holds that is not renewed
     */
    public RedisRoutes(ReactiveStringRedisTemplate redis, int partitions, Duration timeout, Duration ttl) {
        this.redis = redis;
        this.partitions = partitions;
        this.timeout = timeout;
        this.ttl = Long.toString(ttl.toMillis());
    }

    @Override
    public Mono<Long> renew(Collection<UserId> users, Route route) {
        return byPartition(users)
                .flatMap(part -> call(RENEW, part, List.of(member(route), ttl)), CALLS)
                .reduce(0L, Long::sum);
    }

    @Override
    public Mono<Void> remove(Collection<UserId> users, Route route) {
        return byPartition(users)
                .flatMap(part -> call(REMOVE, part, List.of(member(route))), CALLS)
                .then();
    }

    @Override
    public Mono<Map<UserId, Set<Route>>> find(Collection<UserId> users) {
        return byPartition(users)
                .flatMap(part -> call(FIND, part, List.of()).map(found -> online(part.users(), found)), CALLS)
                .collect(HashMap::new, Map::putAll);
    }

    private Flux<Part> byPartition(Collection<UserId> users) {
        Map<Integer, List<UserId>> parts = users.stream().distinct().collect(Collectors.groupingBy(this::partition));
        return Flux.fromIterable(parts.entrySet()).concatMapIterable(part -> chunks(part.getKey(), part.getValue()));
    }

    private static List<Part> chunks(int partition, List<UserId> users) {
        List<Part> chunks = new ArrayList<>();
        for (int from = 0; from < users.size(); from += MAX_PER_CALL) {
            chunks.add(new Part(partition, users.subList(from, Math.min(users.size(), from + MAX_PER_CALL))));
        }
        return chunks;
    }

    private <T> Mono<T> call(RedisScript<T> script, Part part, List<String> args) {
        return redis.execute(script, part.keys(), args).next().timeout(timeout);
    }

    private static Map<UserId, Set<Route>> online(List<UserId> users, List<?> found) {
        Map<UserId, Set<Route>> online = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            Set<Route> routes = ((List<?>) found.get(i))
                    .stream()
                            .flatMap(member -> route((String) member).stream())
                            .collect(Collectors.toUnmodifiableSet());
            if (!routes.isEmpty()) {
                online.put(users.get(i), routes);
            }
        }
        return online;
    }

    private static String member(Route route) {
        return route.node() + "|" + route.slot();
    }

    /** Empty for what no node of ours has written: it must not keep the others from their pushes. */
    static Optional<Route> route(String member) {
        Matcher parts = MEMBER.matcher(member);
        return parts.matches() && !parts.group(1).isBlank()
                ? Optional.of(new Route(new NodeId(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    private int partition(UserId user) {
        return Partitions.of(user.value(), partitions);
    }

    /** Users of one partition. */
    private record Part(int partition, List<UserId> users) {

        List<String> keys() {
            return users.stream()
                    .map(user -> "{f" + partition + "}:route:" + user)
                    .toList();
        }
    }
}
