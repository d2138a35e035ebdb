package io.fluxim.access.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Optional;

/** What one user, address or connection may still do now; fills again with time. */
public final class Budget {

    private final Limit limit;
    private final Bucket bucket;
    private final LimitMeters meters;

    Budget(Limit limit, Bucket bucket, LimitMeters meters) {
        this.limit = limit;
        this.bucket = bucket;
        this.meters = meters;
    }

    /** Takes one; the refusal if there is none. */
    public Optional<LimitExceeded> take() {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
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
