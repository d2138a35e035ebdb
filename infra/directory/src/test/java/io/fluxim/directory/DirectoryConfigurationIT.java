package io.fluxim.directory;

import static io.fluxim.directory.Directories.answer;
import static io.fluxim.directory.Directories.done;
import static io.fluxim.directory.Directories.group;
import static io.fluxim.directory.Directories.user;
import static io.fluxim.directory.Directories.users;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.testkit.TestMariaDb.Database;
import io.fluxim.testkit.TestStores;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
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

class DirectoryConfigurationIT {

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(R2dbcAutoConfiguration.class)
    @Import(DirectoryConfiguration.class)
    static class Application {}

    @Test
    void givenADatabaseWithOthersTables_whenSeveralApplicationsStartAtOnce_thenEachWorksAndSoDoesALaterOne()
            throws SQLException {
        Database database = TestStores.mariadb().freshDatabase("directories");
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE message_history (seq INT PRIMARY KEY)"); // as the archive has one
        }
        List<CompletableFuture<ConfigurableApplicationContext>> starting = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> start(database)))
                .limit(3)
                .toList();
        for (int i = 0; i < 3; i++) {
            try (ConfigurableApplicationContext context = starting.get(i).join()) {
                done(context.getBean(Users.class).register(List.of(User.of(user("u" + i), "", 0))));
                assertThat(answer(context.getBean(Users.class).count())).isEqualTo(i + 1);
            }
        }
        try (ConfigurableApplicationContext context = start(database)) {
            Groups groups = context.getBean(Groups.class);
            answer(groups.create(new NewGroup(
                    Optional.of(group("crew")),
                    GroupProfile.named("Crew"),
                    user("u0"),
                    List.of(),
                    users("u1"),
                    user("u0"))));
            assertThat(answer(context.getBean(Outbox.class).unsent(10))).hasSize(1);
            assertThat(answer(context.getBean(Cutoffs.class).of(new Cutoffs.Login(user("u0"), 1))))
                    .isEqualTo(Cutoffs.NONE);
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
