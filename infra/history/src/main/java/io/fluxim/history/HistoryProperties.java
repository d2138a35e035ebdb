package io.fluxim.history;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the archive.
 *
 * @param timeout longest wait for one answer of MySQL, or one statement of up to 512 rows, the pool's connection included
 */
@ConfigurationProperties("im.history")
record HistoryProperties(@DefaultValue("10s") Duration timeout) {

    HistoryProperties {
        if (timeout.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("im.history.timeout must be >= 100ms, was " + timeout);
        }
    }
}
