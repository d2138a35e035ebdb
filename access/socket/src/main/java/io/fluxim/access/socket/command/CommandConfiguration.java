package io.fluxim.access.socket.command;

import io.fluxim.access.gate.limit.RateLimits;
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
    CommandRegistry commandRegistry(Sends sends, SyncHandler syncs, RateLimits rates) {
        return CommandRegistry.of(sends, syncs, rates);
    }

    @Bean
    CommandHandler commandHandler(
            CommandRegistry commands, RateLimits rates, CommandProperties properties, MeterRegistry registry) {
        return new CommandHandler(commands, rates, properties, new CommandMeters(registry, commands));
    }
}
