package io.fluxim.directory;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.loops.LoopsConfiguration;
import io.fluxim.protocol.GroupId;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The directory in MySQL, over the application's pool ({@code spring.r2dbc.url=r2dbc:mysql://…?tcpNoDelay=true}). The
 * tables are brought up to date before anything uses the pool.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DirectoryProperties.class, MySqlProperties.class})
@Import(LoopsConfiguration.class)
public class DirectoryConfiguration {

    @Bean
    DirectorySchema directorySchema(MySqlProperties mysql) {
        return DirectorySchema.migrated(mysql);
    }

    /** Takes the schema to be made after it. */
    @Bean
    MySqlStatements directoryStatements(
            DirectorySchema schema, ConnectionFactory connections, DirectoryProperties properties) {
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

    @Bean
    StoreClock directoryClock(MySqlStatements mysql) {
        return new MySqlClock(mysql);
    }

    /** Random, so that nobody guesses a group by its neighbour. */
    private static GroupId newGroupId() {
        return new GroupId(UUID.randomUUID().toString().replace("-", ""));
    }
}
