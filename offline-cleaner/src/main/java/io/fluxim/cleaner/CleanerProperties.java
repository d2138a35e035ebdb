package io.fluxim.cleaner;

import io.fluxim.history.History;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.support.CronExpression;

/**
 * When and how much the cleaner deletes. What is old is told by {@code im.retention}.
 *
 * @param schedule   when sweeps begin, as a Spring cron expression in the local time zone; {@code -} for never
 * @param jitter     at most so much later, at random; up to 12 hours
 * @param margin     kept longer than the retention by this, so that what Kafka may still deliver again is known as a repeat;
 *                   at least 1 minute
 * @param page       most items read, looked up in history and deleted together; 1 to 1,000
 * @param maxDeletes most references, and most bodies, that one sweep deletes; at least 1
 * @param sideBySide inboxes, or conversations, that are cleaned at the same time; more load the stores more. 1 to 64
 * @param pace       rest after each page that was deleted, of each of them; up to 5 seconds, so that the lease is renewed in
 *                   time
 * @param retries    how often a page is tried again while a store is away, before the sweep gives up; 0 to 10
 * @param leaseTtl   how long no other cleaner begins after this one has died; 1 minute to 1 hour
 */
@ConfigurationProperties("im.cleaner")
public record CleanerProperties(
        @DefaultValue("0 0 3 * * *") String schedule,
        @DefaultValue("30m") Duration jitter,
        @DefaultValue("1d") Duration margin,
        @DefaultValue("500") int page,
        @DefaultValue("10000000") long maxDeletes,
        @DefaultValue("8") int sideBySide,
        @DefaultValue("2ms") Duration pace,
        @DefaultValue("5") int retries,
        @DefaultValue("2m") Duration leaseTtl) {

    private static final String NEVER = "-";

    public CleanerProperties {
        if (!schedule.equals(NEVER) && !CronExpression.isValidExpression(schedule)) {
            throw new IllegalArgumentException(
                    "im.cleaner.schedule must be a cron expression of six fields, or -, was " + schedule);
        }
        between("jitter", jitter, Duration.ZERO, Duration.ofHours(12));
        between("margin", margin, Duration.ofMinutes(1), Duration.ofDays(3650));
        between("pace", pace, Duration.ZERO, Duration.ofSeconds(5));
        between("lease-ttl", leaseTtl, Duration.ofMinutes(1), Duration.ofHours(1));
        between("page", page, 1, History.MAX_PAGE);
        between("side-by-side", sideBySide, 1, 64);
        between("max-deletes", maxDeletes, 1L, Long.MAX_VALUE);
        between("retries", retries, 0, 10);
    }

    /** The schedule; empty for never. */
    Optional<CronExpression> cron() {
        return schedule.equals(NEVER) ? Optional.empty() : Optional.of(CronExpression.parse(schedule));
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "im.cleaner." + key + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
