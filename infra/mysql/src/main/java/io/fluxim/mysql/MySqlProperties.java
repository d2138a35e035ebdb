package io.fluxim.mysql;

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
public record MySqlProperties(
        @DefaultValue("") String jdbcUrl,
        @DefaultValue("") String user,
        @DefaultValue("") String password) {

    public MySqlProperties {
        if (!jdbcUrl.startsWith("jdbc:mariadb://")) {
            throw new IllegalArgumentException("im.mysql.jdbc-url must be jdbc:mariadb://host:port/database, was "
                    + (jdbcUrl.isEmpty() ? "empty" : withoutParameters(jdbcUrl)));
        }
        if (user.isEmpty()) {
            throw new IllegalArgumentException("im.mysql.user must not be empty");
        }
    }

    /** Without the password: configuration is logged. */
    @Override
    public String toString() {
        return "MySqlProperties[jdbcUrl=" + withoutParameters(jdbcUrl) + ", user=" + user + "]";
    }

    /** A driver takes the password as a parameter too. */
    private static String withoutParameters(String url) {
        int start = url.indexOf('?');
        return start < 0 ? url : url.substring(0, start) + "?…";
    }
}
