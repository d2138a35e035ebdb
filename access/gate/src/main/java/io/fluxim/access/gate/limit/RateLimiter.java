package io.fluxim.access.gate.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/** What one user, address or connection may still do now; fills again with time. */
public final class RateLimiter {

    private final Limit limit;
    private final Bucket bucket;
    private final int burst;
    private final LimitMeters meters;

    RateLimiter(Limit limit, Rate rate, TimeMeter time, LimitMeters meters) {
        this.limit = limit;
        this.bucket = rate.bucket(time);
        this.burst = rate.burst();
        this.meters = meters;
    }

    /** Takes one; the refusal if there is none. */
    public Optional<LimitExceeded> take() {
        return take(1);
    }

    /** Takes {@code count} at once, or the whole burst where that is less. Answers the refusal if they are not there yet. */
    Optional<LimitExceeded> take(int count) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(Math.max(1, Math.min(count, burst)));
        return probe.isConsumed() ? Optional.empty() : Optional.of(refused(probe.getNanosToWaitForRefill()));
    }

    /** Takes none; the refusal if there is none. */
    Optional<LimitExceeded> look() {
        var probe = bucket.estimateAbilityToConsume(1);
        return probe.canBeConsumed() ? Optional.empty() : Optional.of(refused(probe.getNanosToWaitForRefill()));
    }

    /** Takes one if there is one: it has happened already. */
    void charge() {
        bucket.tryConsume(1);
    }

    private LimitExceeded refused(long nanos) {
        return meters.refused(limit, 1 + Duration.ofNanos(nanos).toMillis());
    }
}
