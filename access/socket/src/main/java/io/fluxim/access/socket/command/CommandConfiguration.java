package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.logic.message.SendProperties;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.access.socket.sync.SyncHandler;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what answers commands. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandProperties.class)
public class CommandConfiguration {

    @Bean
    CommandMeters commandMeters(MeterRegistry registry) {
        return new CommandMeters(registry);
    }

    @Bean
    CommandHandler commandHandler(
            Sends sends,
            SyncHandler syncs,
            RateLimits rates,
            CommandProperties properties,
            SendProperties sendProperties,
            CommandMeters meters) {
        return new CommandHandler(sends, syncs, rates, properties, sendProperties, meters);
    }
}
