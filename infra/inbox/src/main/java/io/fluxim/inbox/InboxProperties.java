package io.fluxim.inbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of timelines, inboxes and their heads. The stores themselves are found by {@code spring.mongodb.uri} and
 * {@code spring.data.redis.url}.
 *
 * @param readTimeout    longest wait for one read of MongoDB
 * @param writeTimeout   longest wait for one write of MongoDB, with majority; it may have happened all the same
 * @param sideBySide     reads that one call has in flight in MongoDB; more load it in a burst, fewer take longer
 * @param redisTimeout   longest wait for one call of Redis
 * @param headTtl        how long Redis keeps a head that nobody advances; a missing one costs a restore
 * @param visibleHeadTtl how long a head shown to clients is believed after it was last raised: so long may a rollback
 *                       of Redis delay a wake-up
 */
@ConfigurationProperties("im.inbox")
public record InboxProperties(
        @DefaultValue("2s") Duration readTimeout,
        @DefaultValue("5s") Duration writeTimeout,
        @DefaultValue("16") int sideBySide,
        @DefaultValue("3s") Duration redisTimeout,
        @DefaultValue("7d") Duration headTtl,
        @DefaultValue("10m") Duration visibleHeadTtl) {

    public InboxProperties {
        positive("read-timeout", readTimeout);
        positive("write-timeout", writeTimeout);
        positive("redis-timeout", redisTimeout);
        positive("head-ttl", headTtl);
        positive("visible-head-ttl", visibleHeadTtl);
        if (sideBySide < 1 || sideBySide > 100) {
            throw new IllegalArgumentException("im.inbox.side-by-side must be 1 to 100, was " + sideBySide);
        }
    }

    MongoLimits mongo() {
        return new MongoLimits(readTimeout, writeTimeout, sideBySide);
    }

    private static void positive(String key, Duration value) {
        if (value.toMillis() < 1) {
            throw new IllegalArgumentException("im.inbox." + key + " must be >= 1ms, was " + value);
        }
    }
}
