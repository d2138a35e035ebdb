package io.fluxim.access.auth;

import io.fluxim.access.limit.RateLimits;
import io.fluxim.directory.Cutoffs;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the authenticator, and the door before it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthProperties.class)
public class AuthConfiguration {

    @Bean
    TokenSigner tokenSigner(AuthProperties properties, Clock clock) {
        return new TokenSigner(properties, clock);
    }

    @Bean
    Authenticator authenticator(TokenSigner signer, Cutoffs cutoffs, AuthProperties properties, Clock clock) {
        return new Authenticator(signer, cutoffs, properties, clock);
    }

    @Bean
    TokenDoor tokenDoor(Authenticator authenticator, RateLimits rates) {
        return new TokenDoor(authenticator, rates.badTokens());
    }
}
