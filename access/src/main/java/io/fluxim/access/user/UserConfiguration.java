package io.fluxim.access.user;

import io.fluxim.access.auth.Authenticator;
import io.fluxim.access.auth.TokenDoor;
import io.fluxim.access.http.AdminProperties;
import io.fluxim.access.limit.RateLimits;
import io.fluxim.directory.Users;
import io.fluxim.route.Routes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the routes about users and their tokens. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

    @Bean
    AdminSecret adminSecret(AdminProperties admin, RateLimits rates) {
        return new AdminSecret(admin, rates.badSecrets());
    }

    @Bean
    TokenHandler.Desk tokenDesk(Authenticator authenticator, TokenDoor door, AdminSecret secret) {
        return new TokenHandler.Desk(authenticator, door, secret);
    }

    @Bean
    TokenHandler tokenHandler(TokenHandler.Desk desk, Users users, AdminProperties admin) {
        return new TokenHandler(desk, users, admin);
    }

    @Bean
    UserHandler userHandler(Users users, AdminProperties admin, Clock clock) {
        return new UserHandler(users, admin, clock);
    }

    @Bean
    PresenceHandler presenceHandler(Routes routes) {
        return new PresenceHandler(routes);
    }
}
