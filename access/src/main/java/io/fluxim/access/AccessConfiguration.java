package io.fluxim.access;

import io.fluxim.access.sync.Archive;
import io.fluxim.directory.DirectoryConfiguration;
import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.route.RouteConfiguration;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** What the features share: the stores, the clock. */
@Configuration(proxyBeanMethods = false)
@Import({
    KafkaConfiguration.class,
    InboxConfiguration.class,
    RouteConfiguration.class,
    DirectoryConfiguration.class,
})
public class AccessConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** No history yet: whatever is not in the timeline is nowhere. */
    @Bean
    Archive archive() {
        return entries -> Mono.just(Map.of());
    }
}
