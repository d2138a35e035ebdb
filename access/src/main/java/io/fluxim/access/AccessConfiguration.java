package io.fluxim.access;

import io.fluxim.directory.DirectoryConfiguration;
import io.fluxim.history.HistoryConfiguration;
import io.fluxim.inbox.InboxConfiguration;
import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.route.RouteConfiguration;
import io.fluxim.trace.TracingConfiguration;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What the features share: the stores, the clock. */
@Configuration(proxyBeanMethods = false)
@Import({
    KafkaConfiguration.class,
    InboxConfiguration.class,
    RouteConfiguration.class,
    DirectoryConfiguration.class,
    HistoryConfiguration.class,
    TracingConfiguration.class,
})
public class AccessConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
