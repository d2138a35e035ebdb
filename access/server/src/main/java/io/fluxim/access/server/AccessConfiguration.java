package io.fluxim.access.server;

import io.fluxim.access.gate.auth.AuthConfiguration;
import io.fluxim.access.gate.limit.LimitConfiguration;
import io.fluxim.access.gate.port.PortConfiguration;
import io.fluxim.access.logic.message.SendConfiguration;
import io.fluxim.access.logic.outbox.OutboxConfiguration;
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

/** What every node has, whatever its roles: the stores, the rules, the limits. The roles add the doors. */
@Configuration(proxyBeanMethods = false)
@Import({
    KafkaConfiguration.class,
    InboxConfiguration.class,
    RouteConfiguration.class,
    DirectoryConfiguration.class,
    HistoryConfiguration.class,
    TracingConfiguration.class,
    SendConfiguration.class,
    OutboxConfiguration.class,
    LimitConfiguration.class,
    AuthConfiguration.class,
    PortConfiguration.class,
    Roles.class,
})
class AccessConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
