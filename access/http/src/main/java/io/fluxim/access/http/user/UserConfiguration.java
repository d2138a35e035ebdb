package io.fluxim.access.http.user;

import io.fluxim.access.gate.auth.AdminProperties;
import io.fluxim.access.gate.auth.AdminSecret;
import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.ThrottledAuthenticator;
import io.fluxim.directory.user.Users;
import io.fluxim.route.Routes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the routes about users and their tokens. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

    @Bean
    TokenHandler.Desk tokenDesk(Authenticator authenticator, ThrottledAuthenticator door, AdminSecret secret) {
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
