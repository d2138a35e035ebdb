package io.fluxim.history;

import io.fluxim.mysql.MySqlConfiguration;
import io.fluxim.mysql.MySqlProperties;
import io.fluxim.mysql.MySqlSchema;
import io.fluxim.mysql.MySqlStatements;
import io.r2dbc.spi.ConnectionFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The archive in MySQL. The table is brought up to date before anything uses it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HistoryProperties.class)
@Import(MySqlConfiguration.class)
public class HistoryConfiguration {

    @Bean
    MySqlSchema historySchema(MySqlProperties mysql) {
        return MySqlSchema.migrated(mysql, "db/history", "flyway_history_archive");
    }

    /** Takes the schema to be made after it. */
    @Bean
    History history(MySqlSchema historySchema, ConnectionFactory connections, HistoryProperties properties) {
        return new MySqlHistory(new MySqlStatements(connections, properties.timeout()));
    }
}
