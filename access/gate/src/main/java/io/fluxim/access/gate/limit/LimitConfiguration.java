package io.fluxim.access.gate.limit;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the limits that all ways in share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitsProperties.class)
public class LimitConfiguration {

    @Bean
    LimitMeters limitMeters(MeterRegistry registry) {
        return new LimitMeters(registry);
    }

    @Bean
    RateLimits rateLimits(LimitsProperties limits, LimitMeters meters) {
        return new RateLimits(limits, TimeMeter.SYSTEM_NANOTIME, meters); // a wall clock set back would stop everybody
    }

    @Bean
    ConnectionLimiter seats(LimitsProperties limits, LimitMeters meters) {
        return new ConnectionLimiter(limits, meters);
    }

    @Bean
    ClientAddresses clientAddresses(LimitsProperties limits) {
        return new ClientAddresses(limits);
    }
}
