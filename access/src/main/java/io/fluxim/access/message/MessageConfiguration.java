package io.fluxim.access.message;

import io.fluxim.access.command.CommandProperties;
import io.fluxim.access.command.SendHandler;
import io.fluxim.directory.Groups;
import io.fluxim.directory.Users;
import io.fluxim.history.History;
import io.fluxim.inbox.Members;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the routes about messages. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {

    @Bean
    MessageHandler messageHandler(SendHandler sends, Users users, CommandProperties limits, Clock clock) {
        return new MessageHandler(sends, users, limits, clock);
    }

    @Bean
    HistoryHandler historyHandler(History history, Members members, Groups groups) {
        return new HistoryHandler(new Readable(members, groups), new HistoryPages(history));
    }
}
