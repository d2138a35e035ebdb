package io.fluxim.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.Epochs;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.mongodb.autoconfigure.DataMongoReactiveAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoReactiveAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

final class InboxConfigurationIT {

    @Test
    void givenStores_whenStarted_thenThePortsWorkOnThem() {
        try (ConfigurableApplicationContext program = start(
                "spring.mongodb.uri=" + TestStores.mongodb().freshUri("inbox"),
                "spring.data.redis.url=" + TestStores.redis().freshUrl())) {
            done(program.getBean(Inbox.class).append(entries(ALICE, DIRECT, 1, 3)));

            assertThat(get(program.getBean(VisibleHeads.class).read(List.of(ALICE))))
                    .isEqualTo(Map.of(ALICE, 3L));
            assertThat(get(program.getBean(Epochs.class).current())).isNotBlank();
            assertThat(List.of(Timeline.class, Members.class, Watermarks.class, Retention.class, Heads.class))
                    .allSatisfy(port ->
                            assertThat(program.getBeanProvider(port).stream()).hasSize(1));
        }
    }

    @Test
    void givenStoresAway_whenStarted_thenItStartsAndWaitsForThemAtTheFirstUse() {
        try (ConfigurableApplicationContext program = start(
                "spring.mongodb.uri=mongodb://127.0.0.1:1/x?serverSelectionTimeoutMS=100",
                "spring.data.redis.url=redis://127.0.0.1:1")) {
            assertThatThrownBy(() -> get(program.getBean(Inbox.class).floor(ALICE)))
                    .hasMessageContaining("127.0.0.1:1");
        }
    }

    @Test
    void givenBadValue_whenStarted_thenKeyBoundAndValueAreNamed() {
        assertThatThrownBy(() -> start("im.inbox.head-ttl=-1s"))
                .rootCause()
                .hasMessage("im.inbox.head-ttl must be >= 1ms, was PT-1S");
    }

    private static ConfigurableApplicationContext start(String... properties) {
        return new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .properties(properties)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(InboxConfiguration.class)
    @ImportAutoConfiguration({
        MongoReactiveAutoConfiguration.class,
        DataMongoReactiveAutoConfiguration.class,
        DataRedisAutoConfiguration.class,
        DataRedisReactiveAutoConfiguration.class
    })
    static class Program {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        PartitionCounts partitionCounts() {
            return new PartitionCounts(4, 4, 4);
        }
    }
}
