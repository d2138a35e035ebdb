package io.fluxim.access.socket.session;

import io.fluxim.access.socket.outbound.OutboundMeters;
import io.fluxim.access.socket.outbound.OutboundProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The register of sessions, and what every session needs. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundProperties.class)
public class SessionConfiguration {

    @Bean
    Sessions sessions() {
        return new Sessions();
    }

    @Bean
    OutboundMeters outboundMeters(MeterRegistry registry, Clock clock) {
        return new OutboundMeters(registry, clock);
    }
}
