package io.fluxim.inbox;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;

/** What MongoDB keeps, without the heads in Redis: for who neither numbers nor shows them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({InboxProperties.class, RetentionProperties.class})
public class MongoConfiguration {

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
