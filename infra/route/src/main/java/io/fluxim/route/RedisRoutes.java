package io.fluxim.route;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;

/**
 * {@link Routes} in Redis.
 *
 * <p>Keys: {@code {f<partition>}:route:<user>}, a sorted set of nodes by expiry in milliseconds of Redis's own clock. Expired
 * routes are dropped at the next renewal, and the whole key expires with its last route.
 */
public final class RedisRoutes implements Routes {

    /** A node's name; what releases before wrote, with a bar and a slot, is none. */
    private static final Pattern MEMBER = Pattern.compile("[0-9A-Za-z._-]{1,64}");

    private static final RedisScript<Long> RENEW = RedisScripts.read(RedisRoutes.class, "renew.lua", Long.class);
    private static final RedisScript<Long> REMOVE = RedisScripts.read(RedisRoutes.class, "remove.lua", Long.class);

    @SuppressWarnings("rawtypes")
    private static final RedisScript<List> FIND = RedisScripts.read(RedisRoutes.class, "find.lua", List.class);

    private final ReactiveStringRedisTemplate redis;
    private final RedisShards<UserId> shards;
    private final int partitions;
    private final Duration timeout;
    private final String ttl;

    /**
     * @param partitions of {@code im.fanout}: a user's routes lie with their inbox
     * @param timeout    longest wait for one call
     * @param ttl        how long a route holds that is not renewed
     */
    public RedisRoutes(ReactiveStringRedisTemplate redis, int partitions, Duration timeout, Duration ttl) {
        this.redis = redis;
        this.shards = RedisShards.of(redis, this::tag);
        this.partitions = partitions;
        this.timeout = timeout;
        this.ttl = Long.toString(ttl.toMillis());
    }

    @Override
    public Mono<Long> renew(Collection<UserId> users, NodeId node) {
        return shards.call(users, some -> call(RENEW, some, List.of(node.value(), ttl)))
                .reduce(0L, Long::sum);
    }

    @Override
    public Mono<Void> remove(Collection<UserId> users, NodeId node) {
        return shards.call(users, some -> call(REMOVE, some, List.of(node.value())))
                .then();
    }

    @Override
    public Mono<Map<UserId, Set<NodeId>>> find(Collection<UserId> users) {
        return shards.call(users, some -> call(FIND, some, List.of()).map(found -> online(some, found)))
                .collect(HashMap::new, Map::putAll);
    }

    private static Map<UserId, Set<NodeId>> online(List<UserId> users, List<?> found) {
        Map<UserId, Set<NodeId>> online = new HashMap<>();
        for (int i = 0; i < users.size(); i++) {
            Set<NodeId> nodes = ((List<?>) found.get(i))
                    .stream().flatMap(member -> node((String) member).stream()).collect(Collectors.toUnmodifiableSet());
            if (!nodes.isEmpty()) {
                online.put(users.get(i), nodes);
            }
        }
        return online;
    }

    /** Empty for what no node of ours has written: it must not keep the others from their pushes. */
    static Optional<NodeId> node(String member) {
        return MEMBER.matcher(member).matches() ? Optional.of(new NodeId(member)) : Optional.empty();
    }

    private <T> Mono<T> call(RedisScript<T> script, List<UserId> users, List<String> args) {
        List<String> keys = users.stream().map(this::key).toList();
        return redis.execute(script, keys, args).next().timeout(timeout);
    }

    private String key(UserId user) {
        return "{" + tag(user) + "}:route:" + user;
    }

    private String tag(UserId user) {
        return "f" + Partitions.of(user.value(), partitions);
    }
}
