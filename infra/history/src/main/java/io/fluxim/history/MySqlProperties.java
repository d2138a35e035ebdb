package io.fluxim.history;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How Flyway reaches MySQL. The running application uses {@code spring.r2dbc} instead.
 *
 * @param jdbcUrl  {@code jdbc:mariadb://host:port/database}, for the MariaDB driver, which serves MySQL too
 * @param user     may create tables
 * @param password of that user
 */
@ConfigurationProperties("im.mysql")
record MySqlProperties(
        @DefaultValue("") String jdbcUrl,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {

    MySqlProperties {
        if (!jdbcUrl.startsWith("jdbc:mariadb://")) {
            throw new IllegalArgumentException("im.mysql.jdbc-url must be jdbc:mariadb://host:port/database, was "
                    + (jdbcUrl.isEmpty() ? "empty" : jdbcUrl));
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("im.mysql.user must not be empty");
        }
    }
}
