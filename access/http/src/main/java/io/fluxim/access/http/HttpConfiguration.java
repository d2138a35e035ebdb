package io.fluxim.access.http;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.access.gate.limit.ClientAddresses;
import io.fluxim.access.gate.limit.RateLimits;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Makes the conventions that all routes share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
public class HttpConfiguration {

    @Bean
    CorsFilter corsFilter() {
        return new CorsFilter();
    }

    @Bean
    HeadFilter headFilter() {
        return new HeadFilter();
    }

    @Bean
    RefusalHandler refusalHandler() {
        return new RefusalHandler();
    }

    @Bean
    CallResolver.Gate callGate(ClientAddresses addresses, ThrottledAuthenticator door, RateLimits rates) {
        return new CallResolver.Gate(addresses, door, rates);
    }

    @Bean
    WebFluxConfigurer callResolution(CallResolver.Gate gate, AdminProperties admin, HttpProperties http) {
        CallResolver resolver = new CallResolver(gate, admin, http);
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(resolver);
            }

            /** Whatever is configured: the details of a request are its headers, and the token is one of them. */
            @Override
            public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
                configurer.defaultCodecs().enableLoggingRequestDetails(false);
            }
        };
    }
}
