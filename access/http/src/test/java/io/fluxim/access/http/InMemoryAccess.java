package io.fluxim.access.http;

import io.fluxim.access.gate.auth.AuthConfiguration;
import io.fluxim.access.gate.limit.LimitConfiguration;
import io.fluxim.access.http.group.GroupConfiguration;
import io.fluxim.access.http.message.MessageConfiguration;
import io.fluxim.access.http.user.UserConfiguration;
import io.fluxim.access.logic.message.SendConfiguration;
import io.fluxim.access.logic.outbox.OutboxConfiguration;
import io.fluxim.access.logic.outbox.RecordedSink;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.token.Cutoffs;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.directory.user.InMemoryUsers;
import io.fluxim.directory.user.Users;
import io.fluxim.history.History;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.members.InMemoryMembers;
import io.fluxim.inbox.members.Members;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.route.InMemoryLeases;
import io.fluxim.route.InMemoryRoutes;
import io.fluxim.route.Leases;
import io.fluxim.route.Routes;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/** The HTTP API as a server, without a store: what Spring makes of it can be seen from outside. */
final class InMemoryAccess implements AutoCloseable {

    private final ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
            .web(WebApplicationType.REACTIVE)
            .properties("spring.config.name=fluxim,access", "spring.config.import=")
            .run(
                    "--server.port=0",
                    "--management.server.port=-1",
                    "--management.endpoint.health.group.readiness.include=readinessState",
                    "--im.access.jwt.key=a-key-of-the-tests-of-32-bytes-or-more",
                    "--im.access.admin.secret=" + TestApi.SECRET);

    int port() {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** The paths of all routes that are Fluxim's own. */
    Set<String> routes() {
        return context
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(route -> route.getValue().getBeanType().getName().startsWith("io.fluxim."))
                .flatMap(route -> route.getKey().getPatternsCondition().getPatterns().stream())
                .map(PathPattern::getPatternString)
                .collect(Collectors.toSet());
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration",
                "org.springframework.boot.data.mongodb.autoconfigure.DataMongoAutoConfiguration",
                "org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration",
                "org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration",
                "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration",
                "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration",
                "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
                "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
                "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            })
    @Import({
        LimitConfiguration.class,
        AuthConfiguration.class,
        HttpConfiguration.class,
        UserConfiguration.class,
        GroupConfiguration.class,
        OutboxConfiguration.class,
        SendConfiguration.class,
        MessageConfiguration.class,
        OpenApiConfiguration.class,
    })
    static class Application {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Users users() {
            return InMemoryUsers.with("anna", "bob");
        }

        @Bean
        Cutoffs cutoffs() {
            return new InMemoryCutoffs();
        }

        @Bean
        InMemoryOutbox outbox() {
            return new InMemoryOutbox();
        }

        @Bean
        Groups groups(InMemoryOutbox outbox, Clock clock) {
            return new InMemoryGroups(outbox, clock);
        }

        @Bean
        Routes routes(Clock clock) {
            return new InMemoryRoutes(clock, Duration.ofSeconds(60));
        }

        @Bean
        Leases leases(Clock clock) {
            return new InMemoryLeases(clock);
        }

        @Bean
        RecordSink records() {
            return new RecordedSink();
        }

        @Bean
        Members members() {
            return new InMemoryMembers();
        }

        @Bean
        History history(Clock clock) {
            return new InMemoryHistory(clock);
        }

        @Bean
        PartitionCounts partitions() {
            return new PartitionCounts(8, 8, 8);
        }

        @Bean
        Tracing tracing() {
            return Tracing.OFF;
        }
    }
}
