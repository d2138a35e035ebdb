package io.fluxim.access.gate.port;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/** Guards the clients' port, whichever doors are behind it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PortProperties.class)
@Import(PortBoundsConfiguration.class)
public class PortConfiguration {

    @Bean
    NettyServerCustomizer urlTokens() {
        return UrlTokenHandler::of;
    }

    @Bean
    NettyServerCustomizer targets() {
        return TargetGuard::of;
    }

    @Bean
    NettyMeters nettyMeters(ReactorResourceFactory resources) {
        return new NettyMeters(resources);
    }
}
