package io.fluxim.access.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fluxim.access.http.AdminProperties;
import io.fluxim.access.http.Refused;
import io.fluxim.protocol.ErrorCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;

/** The administrator's secret: compared in constant time, and guessed at no faster than ten times a minute. */
final class AdminSecret {

    /** Wrong guesses of one address in a minute, on one node; then even the right one is refused until it has passed. */
    static final int GUESSES = 10;

    private static final Duration PER = Duration.ofMinutes(1);
    /** Addresses remembered. Who owns more could guess faster: the secret's length is what protects, this is an alarm bell. */
    private static final long MAX_ADDRESSES = 10_000;

    private final AdminProperties admin;
    private final TimeMeter time;
    private final Cache<String, Bucket> guesses = Caffeine.newBuilder()
            .expireAfterAccess(PER.multipliedBy(2))
            .maximumSize(MAX_ADDRESSES)
            .build();

    AdminSecret(AdminProperties admin, Clock clock) {
        this.admin = admin;
        this.time = new ClockMeter(clock);
    }

    /** Refuses whoever does not know the secret. */
    void check(String address, TokenRequests.ForAdmin proof) {
        Bucket left = guesses.get(address, key -> bucket());
        if (left.getAvailableTokens() < 1) {
            throw new Refused(ErrorCode.RATE_LIMITED, "secret: too many wrong ones; temporary, try again in a minute");
        }
        boolean known = MessageDigest.isEqual(digest(proof.secret()), digest(admin.secret()));
        if (!known || !proof.userID().equals(admin.user())) {
            left.tryConsume(1);
            throw new Refused(ErrorCode.NOT_PERMITTED, "secret: must be the administrator's, with his userID");
        }
    }

    private Bucket bucket() {
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(limit -> limit.capacity(GUESSES).refillGreedy(GUESSES, PER))
                .build();
    }

    /** Of equal length whatever the secret's, so that the comparison tells nothing. */
    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A clock as a bucket reads it. */
    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return Duration.ofMillis(clock.millis()).toNanos();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
