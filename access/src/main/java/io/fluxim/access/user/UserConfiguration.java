package io.fluxim.access.user;

import io.fluxim.access.auth.Authenticator;
import io.fluxim.access.http.AdminProperties;
import io.fluxim.directory.Users;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.route.Routes;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the routes about users and their tokens. */
@Configuration(proxyBeanMethods = false)
public class UserConfiguration {

    @Bean
    TokenHandler tokenHandler(Authenticator authenticator, Users users, AdminProperties admin, Clock clock) {
        return new TokenHandler(authenticator, users, admin, new AdminSecret(admin, clock));
    }

    @Bean
    UserHandler userHandler(Users users, AdminProperties admin, Clock clock) {
        return new UserHandler(users, admin, clock);
    }

    @Bean
    PresenceHandler presenceHandler(Routes routes, PartitionCounts partitions) {
        return new PresenceHandler(routes, partitions.fanout());
    }
}
