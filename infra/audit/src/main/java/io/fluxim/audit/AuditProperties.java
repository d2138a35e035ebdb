package io.fluxim.audit;

import io.fluxim.history.History;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How an audit looks.
 *
 * @param settle     longest wait for the flows to do what was there when it began; what they have not done then is not
 *                   judged, and who has done nothing of it stands. 0 for an installation that does not run; up to 1 hour
 * @param recheck    after so long what did not fit is looked at again; up to 10 minutes
 * @param page       messages or entries read together: with {@code sideBySide} what an audit holds in memory, up to
 *                   128 KiB each; 1 to 1,000
 * @param sideBySide conversations or inboxes looked at together: the load on the stores; 1 to 64
 */
@ConfigurationProperties("im.audit")
record AuditProperties(
        @DefaultValue("60s") Duration settle,
        @DefaultValue("5s") Duration recheck,
        @DefaultValue("200") int page,
        @DefaultValue("4") int sideBySide) {

    AuditProperties {
        between("settle", settle, Duration.ZERO, Duration.ofHours(1));
        between("recheck", recheck, Duration.ZERO, Duration.ofMinutes(10));
        between("page", page, 1, History.MAX_PAGE);
        between("side-by-side", sideBySide, 1, 64);
    }

    Limits limits(Duration retention) {
        return new Limits(settle, recheck, page, sideBySide, retention);
    }

    private static <T extends Comparable<T>> void between(String key, T value, T least, T most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "im.audit." + key + " must be " + least + " to " + most + ", was " + value);
        }
    }
}
