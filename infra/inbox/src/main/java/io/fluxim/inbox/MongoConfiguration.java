package io.fluxim.inbox;

import com.mongodb.connection.TransportSettings;
import io.fluxim.inbox.inbox.Epochs;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.MongoEpochs;
import io.fluxim.inbox.inbox.MongoInbox;
import io.fluxim.inbox.inbox.MongoWatermarks;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.MongoMembers;
import io.fluxim.inbox.retention.MongoRetention;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.MongoTimeline;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.loops.EventLoops;
import io.fluxim.loops.LoopsConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;

/** What MongoDB keeps, without the heads in Redis: for applications that neither number nor show them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InboxProperties.class, RetentionProperties.class})
@Import(LoopsConfiguration.class)
public class MongoConfiguration {

    /** After Boot's, which would have loops of its own. */
    @Bean
    MongoClientSettingsBuilderCustomizer mongoOnEventLoops(EventLoops loops) {
        return settings -> settings.transportSettings(TransportSettings.nettyBuilder()
                .eventLoopGroup(loops.group())
                .socketChannelClass(loops.socketType())
                .build());
    }

    @Bean
    MongoCollections mongoCollections(ReactiveMongoDatabaseFactory databases, InboxProperties properties) {
        return new MongoCollections(databases.getMongoDatabase(), properties.writeTimeout());
    }

    @Bean
    Timeline timeline(MongoCollections collections, InboxProperties properties) {
        return new MongoTimeline(collections, properties.mongo());
    }

    @Bean
    Inbox inbox(MongoCollections collections, InboxProperties properties) {
        return new MongoInbox(collections, properties.mongo());
    }

    @Bean
    Members members(MongoCollections collections, InboxProperties properties) {
        return new MongoMembers(collections, properties.mongo());
    }

    @Bean
    Watermarks watermarks(MongoCollections collections, InboxProperties properties) {
        return new MongoWatermarks(collections, properties.mongo());
    }

    @Bean
    Epochs epochs(MongoCollections collections, InboxProperties properties) {
        return new MongoEpochs(collections, properties.mongo());
    }

    @Bean
    Retention retention(MongoCollections collections, InboxProperties properties) {
        return new MongoRetention(collections, properties.mongo());
    }
}
