package io.fluxim.route;

import static io.fluxim.route.RoutesContract.SOON;
import static io.fluxim.route.RoutesContract.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.util.retry.Retry;

final class RouteConfigurationIT {

    private static final List<UserId> ALICE = List.of(new UserId("alice"));
    private static final NodeId NODE = new NodeId("node-1");

    @Test
    void givenRedis_whenStarted_thenThePortsWorkOnIt() {
        try (ConfigurableApplicationContext program = start(TestStores.redis().freshUrl())) {
            assertThat(get(program.getBean(Routes.class).renew(ALICE, NODE))).isOne();
            assertThat(get(program.getBean(RedisClock.class).now())).isNotNull();
        }
    }

    @Test
    void givenRedisKilled_whenUsed_thenErrorAtOnceAndWorksAgainSoonAfterItIsBack() {
        try (ConfigurableApplicationContext program = start(TestStores.redis().freshUrl())) {
            Routes routes = program.getBean(Routes.class);
            Mono<Long> renewed = Mono.defer(() -> routes.renew(ALICE, NODE));
            get(renewed);
            TestStores.redis().kill();
            try {
                StepVerifier.create(renewed).expectError().verify(Duration.ofSeconds(5));
            } finally {
                TestStores.redis().start();
            }

            assertThat(get(renewed.retryWhen(Retry.fixedDelay(100, Duration.ofMillis(100)))))
                    .isNotNegative();
        }
    }

    @Test
    void givenRedisAway_whenStarted_thenItStarts() {
        try (ConfigurableApplicationContext program = start("redis://127.0.0.1:1")) {
            StepVerifier.create(program.getBean(Leases.class).acquire("sweep", "a", Duration.ofMinutes(1)))
                    .expectError()
                    .verify(SOON);
        }
    }

    private static ConfigurableApplicationContext start(String redis) {
        return new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off", "spring.data.redis.url=" + redis)
                .run();
    }

    @Configuration(proxyBeanMethods = false)
    @Import(RouteConfiguration.class)
    @ImportAutoConfiguration({DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class})
    static class Program {

        @Bean
        PartitionCounts partitionCounts() {
            return new PartitionCounts(4, 4, 4);
        }

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }
    }
}
