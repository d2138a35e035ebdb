package io.fluxim.access.http.group;

import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.logic.group.GroupChanges;
import io.fluxim.access.logic.group.Rights;
import io.fluxim.access.logic.outbox.OutboxProperties;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.directory.user.Users;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the routes about groups. */
@Configuration(proxyBeanMethods = false)
public class GroupConfiguration {

    @Bean
    GroupHandler groupHandler(
            Groups groups, Users users, Outbox outbox, OutboxProperties properties, RateLimits rates) {
        return new GroupHandler(
                groups, new GroupChanges(users, outbox, properties.answerWithin()), rates.memberChanges());
    }

    @Bean
    GroupListHandler groupListHandler(Groups groups, Users users) {
        return new GroupListHandler(groups, new Rights(groups), new MemberPages(groups, users));
    }
}
