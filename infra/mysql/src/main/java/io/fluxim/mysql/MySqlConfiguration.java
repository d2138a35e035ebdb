package io.fluxim.mysql;

import io.fluxim.loops.LoopsConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * What stands below every adapter: the application's pool on the event loops of the process
 * ({@code spring.r2dbc.url=r2dbc:mysql://…?tcpNoDelay=true}), and the way to the database for {@link MySqlSchema}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MySqlProperties.class)
@Import(LoopsConfiguration.class)
public class MySqlConfiguration {}
