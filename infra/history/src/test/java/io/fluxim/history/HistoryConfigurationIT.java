package io.fluxim.history;

import static io.fluxim.history.HistoryContract.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Message;
import io.fluxim.testkit.Messages;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

class HistoryConfigurationIT {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(R2dbcAutoConfiguration.class)
    @Import(HistoryConfiguration.class)
    static class Application {}

    @Test
    void givenADatabaseWithOthersTables_whenSeveralApplicationsStartAtOnce_thenEachWorks() throws SQLException {
        Database database = TestStores.mariadb().freshDatabase("archives");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INT PRIMARY KEY)"); // as the directory has one
        }
        List<CompletableFuture<ConfigurableApplicationContext>> starting = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> start(database)))
                .limit(3)
                .toList();
        List<Message> messages = Messages.messages("ann", "bob", 1, 3);
        for (CompletableFuture<ConfigurableApplicationContext> one : starting) {
            try (ConfigurableApplicationContext context = one.join()) {
                History history = context.getBean(History.class);
                assertThat(answer(history.append(messages)).stored()).isEqualTo(3);
                assertThat(answer(history.present(List.of(ArchiveKey.of(messages.get(2))))))
                        .hasSize(1);
            }
        }
    }

    private static ConfigurableApplicationContext start(Database database) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .properties(
                        "im.mysql.jdbc-url=" + database.jdbcUrl(),
                        "im.mysql.user=" + database.user(),
                        "im.mysql.password=" + database.password(),
                        "spring.r2dbc.url=" + database.r2dbcUrl(),
                        "spring.r2dbc.username=" + database.user(),
                        "spring.r2dbc.password=" + database.password(),
                        "spring.main.banner-mode=off")
                .run();
    }
}
