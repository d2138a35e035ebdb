package io.fluxim.access.socket.sync;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.history.History;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.inbox.timeline.Timeline;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Schedulers;

/** Makes what answers {@code sync} and keeps watermarks. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SyncProperties.class)
public class SyncConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(SyncConfiguration.class);

    @Bean
    SyncPages syncPages(
            Inbox inbox,
            Timeline timeline,
            History history,
            VisibleHeads heads,
            SyncProperties properties,
            MeterRegistry registry) {
        return new SyncPages(new SyncPages.Stores(inbox, timeline, history, heads), properties, missing(registry));
    }

    @Bean
    Acks acks(Watermarks watermarks, SyncProperties properties) {
        return new Acks(watermarks, properties, Schedulers.parallel());
    }

    @Bean
    SyncHandler syncHandler(SyncPages pages, Acks acks, SyncProperties properties) {
        return new SyncHandler(pages, acks, properties, Ticker.systemTicker());
    }

    /** {@code im.access.sync.missing}: entries left out of a page because their body is nowhere; must stay 0. */
    private static Consumer<InboxEntry> missing(MeterRegistry registry) {
        Counter missing = registry.counter("im.access.sync.missing");
        return entry -> {
            missing.increment();
            LOG.error(
                    "body_missing message={} conversation={} seq={}",
                    entry.message(),
                    entry.reference().conversation(),
                    entry.reference().seq());
        };
    }
}
