package io.fluxim.access.http;

import io.fluxim.access.auth.Authenticator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Makes the conventions that all routes share. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HttpProperties.class, AdminProperties.class})
public class HttpConfiguration {

    @Bean
    CorsFilter corsFilter() {
        return new CorsFilter();
    }

    @Bean
    RefusalHandler refusalHandler() {
        return new RefusalHandler();
    }

    @Bean
    WebFluxConfigurer callResolution(Authenticator authenticator, AdminProperties admin, HttpProperties limits) {
        CallResolver resolver = new CallResolver(authenticator, admin, limits);
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
