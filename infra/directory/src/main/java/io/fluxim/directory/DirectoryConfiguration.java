package io.fluxim.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.MySqlGroups;
import io.fluxim.directory.group.MySqlMembership;
import io.fluxim.directory.outbox.MySqlOutbox;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.directory.token.MySqlCutoffs;
import io.fluxim.directory.user.MySqlUsers;
import io.fluxim.directory.user.Users;
import io.fluxim.mysql.MySqlConfiguration;
import io.fluxim.mysql.MySqlProperties;
import io.fluxim.mysql.MySqlSchema;
import io.fluxim.mysql.MySqlStatements;
import io.fluxim.protocol.GroupId;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The directory in MySQL. The tables are brought up to date before anything uses them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DirectoryProperties.class)
@Import(MySqlConfiguration.class)
public class DirectoryConfiguration {

    @Bean
    MySqlSchema directorySchema(MySqlProperties mysql) {
        return MySqlSchema.migrated(mysql, "db/directory", "flyway_directory");
    }

    /** Takes the schema to be made after it. */
    @Bean
    MySqlStatements directoryStatements(
            MySqlSchema directorySchema, ConnectionFactory connections, DirectoryProperties properties) {
        return new MySqlStatements(connections, properties.timeout());
    }

    @Bean
    Users users(MySqlStatements mysql, DirectoryProperties properties) {
        return new MySqlUsers(mysql, properties.remembered());
    }

    @Bean
    Cutoffs cutoffs(MySqlStatements mysql, DirectoryProperties properties) {
        return new MySqlCutoffs(mysql, properties.remembered(), Ticker.systemTicker());
    }

    @Bean
    MySqlOutbox outbox(MySqlStatements mysql, DirectoryProperties properties) {
        return new MySqlOutbox(mysql, properties.outboxPoll());
    }

    @Bean
    Groups groups(MySqlStatements mysql, MySqlOutbox outbox, DirectoryProperties properties) {
        MySqlMembership membership = new MySqlMembership(
                mysql, outbox, Clock.systemUTC(), DirectoryConfiguration::newGroupId, properties.maxMembers());
        return new MySqlGroups(mysql, membership, properties.remembered(), Ticker.systemTicker());
    }

    /** Random, so that nobody guesses a group by its neighbour. */
    private static GroupId newGroupId() {
        return new GroupId(UUID.randomUUID().toString().replace("-", ""));
    }
}
