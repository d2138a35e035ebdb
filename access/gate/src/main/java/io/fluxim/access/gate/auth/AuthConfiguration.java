package io.fluxim.access.gate.auth;

import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.directory.token.Cutoffs;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what proves who a client is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuthProperties.class, AdminProperties.class})
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
    ThrottledAuthenticator throttledAuthenticator(Authenticator authenticator, RateLimits rates) {
        return new ThrottledAuthenticator(authenticator, rates.badTokens());
    }

    @Bean
    AdminSecret adminSecret(AdminProperties admin, RateLimits rates) {
        return new AdminSecret(admin, rates.badSecrets());
    }
}
