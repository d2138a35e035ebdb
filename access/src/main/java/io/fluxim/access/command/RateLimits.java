package io.fluxim.access.command;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Frame;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** How often clients may ask: frames per connection, messages per user. Counted by this node alone. */
public final class RateLimits {

    /** Longer than any bucket takes to fill, so that forgetting one gives nobody more. */
    private static final Duration FORGET_AFTER = Duration.ofMinutes(5);
    /** Users remembered; beyond it the longest silent ones start anew. */
    private static final long MAX_USERS = 200_000;

    private final CommandProperties properties;
    private final Cache<UserId, Bucket> sends = Caffeine.newBuilder()
            .expireAfterAccess(FORGET_AFTER)
            .maximumSize(MAX_USERS)
            .build();

    public RateLimits(CommandProperties properties) {
        this.properties = properties;
    }

    /** The bucket of a new connection. */
    Bucket frames() {
        return bucket(properties.framesPerSecond(), properties.frameBurst());
    }

    /** The bucket of a user's messages, shared by his connections. */
    Bucket sends(UserId user) {
        return sends.get(user, key -> bucket(properties.sendsPerSecond(), properties.sendBurst()));
    }

    /** Takes one; the refusal if there is none. */
    static Optional<Frame.Refused> take(Bucket bucket, String ref, String what) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            return Optional.empty();
        }
        long waitMillis = 1 + Duration.ofNanos(probe.getNanosToWaitForRefill()).toMillis();
        return Optional.of(new Frame.Refused(
                ref,
                ErrorCode.RATE_LIMITED,
                "too many " + what + "; try again later",
                Optional.empty(),
                OptionalLong.of(waitMillis)));
    }

    private static Bucket bucket(int perSecond, int burst) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
