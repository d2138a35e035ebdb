package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxim.testkit.TestMariaDb;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.mongodb.ReactiveMongoDatabaseFactory;
import reactor.core.publisher.Mono;

/** The contract on real stores, and what only they can hold. Each test has conversations and users of its own. */
class AuditorIT extends AuditorContract {

    private static ConfigurableApplicationContext program;

    @BeforeAll
    static void start() {
        TestMariaDb.Database mysql = TestStores.mariadb().freshDatabase("audit");
        program = new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .properties(
                        "spring.main.banner-mode=off",
                        "im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers(),
                        "im.kafka.topics.partitions.accepted=" + World.PARTITIONS, // told: there are no topics to ask
                        "im.kafka.topics.partitions.sequenced=" + World.PARTITIONS,
                        "im.kafka.topics.partitions.fanout=" + World.PARTITIONS,
                        "spring.data.redis.url=" + TestStores.redis().freshUrl(),
                        "spring.mongodb.uri=" + TestStores.mongodb().freshUri("audit"),
                        "spring.r2dbc.url=" + mysql.r2dbcUrl(),
                        "spring.r2dbc.username=" + mysql.user(),
                        "spring.r2dbc.password=" + mysql.password(),
                        "im.mysql.jdbc-url=" + mysql.jdbcUrl(),
                        "im.mysql.user=" + mysql.user(),
                        "im.mysql.password=" + mysql.password())
                .run();
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Override
    Stores stores() {
        return program.getBean(Stores.class);
    }

    @Test
    void givenDamagedMessage_whenAudited_thenUnreadableAndTheOthersAreLookedAt() {
        world.write(stores());
        change("messages", new Document("c", world.group.key()).append("q", 3L), "w", 7);

        Findings findings = audit(new Scope.Named(List.of(world.group, world.direct), List.of()));

        assertThat(findings.shown())
                .extracting(Mismatch::kind, Mismatch::where)
                .containsExactly(tuple(Kind.UNREADABLE, world.group.key()));
        assertThat(findings.messages()).isEqualTo(3);
        assertThat(findings.verdict()).isEqualTo(Findings.Verdict.MISMATCHED);
    }

    @Test
    void givenMessageChangedInMongoDb_whenAudited_thenItDiffersFromTheHistoryAndItsEntries() {
        world.write(stores());
        change("messages", new Document("c", world.group.key()).append("q", 3L), "at", 5L);

        assertThat(audit(new Scope.Named(List.of(world.group), List.of(world.cat)))
                        .shown())
                .extracting(Mismatch::kind, Mismatch::number)
                .containsExactlyInAnyOrder(tuple(Kind.HISTORY_DIFFERS, 3L), tuple(Kind.ENTRY_DIFFERS, 2L));
    }

    @Test
    void givenTopicsThatAreNotThere_whenAudited_thenItFailsAndMakesNone() {
        Auditor auditor = program.getBean(Auditor.class);

        assertThat(auditor.run(world.scope())
                        .materialize()
                        .filter(signal -> signal.isOnError())
                        .next()
                        .map(signal -> String.valueOf(signal.getThrowable()))
                        .block(SOON))
                .contains("UnknownTopicOrPartition");
    }

    private static void change(String collection, Document which, String field, Object value) {
        Document set = new Document("$set", new Document(field, value));
        MongoDatabase database = Objects.requireNonNull(program.getBean(ReactiveMongoDatabaseFactory.class)
                .getMongoDatabase()
                .block(SOON));
        assertThat(Mono.from(database.getCollection(collection).updateOne(which, set))
                        .block(SOON))
                .satisfies(changed -> assertThat(changed.getModifiedCount()).isOne());
    }

    @Configuration(proxyBeanMethods = false)
    @Import(AuditConfiguration.class)
    @ImportAutoConfiguration({
        MongoReactiveAutoConfiguration.class,
        DataMongoReactiveAutoConfiguration.class,
        DataRedisAutoConfiguration.class,
        DataRedisReactiveAutoConfiguration.class,
        R2dbcAutoConfiguration.class
    })
    static class Program {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
