package io.fluxim.history;

import io.fluxim.loops.LoopsConfiguration;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The archive in MySQL, over the application's pool ({@code spring.r2dbc.url=r2dbc:mysql://…?tcpNoDelay=true}). The table is
 * brought up to date before anything uses the pool.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({HistoryProperties.class, MySqlProperties.class})
@Import(LoopsConfiguration.class)
public class HistoryConfiguration {

    @Bean
    HistorySchema historySchema(MySqlProperties mysql) {
        return HistorySchema.migrated(mysql);
    }

    /** Takes the schema to be made after it. */
    @Bean
    History history(HistorySchema schema, ConnectionFactory connections, HistoryProperties properties) {
        return new MySqlHistory(connections, properties.timeout());
    }
}
