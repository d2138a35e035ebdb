package io.fluxim.access.http.message;

import io.fluxim.access.logic.message.HistoryPages;
import io.fluxim.access.logic.message.Readable;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.directory.user.Users;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the routes about messages. */
@Configuration(proxyBeanMethods = false)
public class MessageConfiguration {

    @Bean
    MessageHandler messageHandler(Sends sends, Users users, Clock clock) {
        return new MessageHandler(sends, users, clock);
    }

    @Bean
    HistoryHandler historyHandler(Readable readable, HistoryPages pages) {
        return new HistoryHandler(readable, pages);
    }
}
