package io.fluxim.kafka;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long inboxes keep entries; here it only bounds what the logs may replay.
 *
 * @param retention of the inboxes, the same for all applications
 */
@ConfigurationProperties("im")
record InboxRetentionProperties(@DefaultValue("14d") Duration retention) {}
