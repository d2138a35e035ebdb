package io.fluxim.directory;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of the directory.
 *
 * @param timeout     longest wait for one answer of MySQL, the pool's connection included
 * @param remembered  most users, most logins' cut-offs and most members kept in memory, each; about 200 bytes an entry
 * @param maxMembers  most members of a group, 2 to 1,000,000; a group that has more already takes no more
 * @param outboxPoll  how often somebody who waits for an event to be in Kafka looks; shorter costs queries
 */
@ConfigurationProperties("im.directory")
record DirectoryProperties(
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("100000") int remembered,
        @DefaultValue("100000") int maxMembers,
        @DefaultValue("50ms") Duration outboxPoll) {

    DirectoryProperties {
        if (timeout.compareTo(Duration.ofMillis(100)) < 0) {
            throw new IllegalArgumentException("im.directory.timeout must be >= 100ms, was " + timeout);
        }
        if (remembered < 0) {
            throw new IllegalArgumentException("im.directory.remembered must be >= 0, was " + remembered);
        }
        if (maxMembers < 2 || maxMembers > 1_000_000) {
            throw new IllegalArgumentException("im.directory.max-members must be 2 to 1000000, was " + maxMembers);
        }
        if (outboxPoll.compareTo(Duration.ofMillis(10)) < 0) {
            throw new IllegalArgumentException("im.directory.outbox-poll must be >= 10ms, was " + outboxPoll);
        }
    }
}
