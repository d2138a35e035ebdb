package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.kafka.flow.Flow;
import io.fluxim.kafka.flow.FlowLifecycle;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.KafkaSources;
import io.fluxim.kafka.topic.CannotUseTopics;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.testkit.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

class KafkaConfigurationIT {

    private static final Topic<String> TEXTS = Texts.topic("application", 2);
    private static final String GROUP = TestStores.kafka().freshName("application");
    private static final LinkedBlockingQueue<String> DONE = new LinkedBlockingQueue<>();
    private static final AtomicInteger FAIL = new AtomicInteger();

    @Test
    void givenAnApplication_whenItsFlowDies_thenItRestartsFromTheLastCommitAndStopsDrained() throws Exception {
        SimpleMeterRegistry meters;
        try (ConfigurableApplicationContext application = start()) {
            RecordSink sink = application.getBean(RecordSink.class);
            meters = (SimpleMeterRegistry) application.getBean(MeterRegistry.class);
            Broker.append(sink, TEXTS, 0, 0, 1);
            assertThat(DONE.poll(30, TimeUnit.SECONDS)).isEqualTo("0");
            FAIL.set(1);
            Broker.append(sink, TEXTS, 0, 1, 3);
            assertThat(DONE.poll(30, TimeUnit.SECONDS)).isEqualTo("1");
            assertThat(DONE.poll(30, TimeUnit.SECONDS)).isEqualTo("2");
            assertThat(meters.get("im.flow.restarts")
                            .tag("flow", "texts")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("im.flow.running")
                            .tag("flow", "texts")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(meters.find("im.kafka.lag").tag("group", GROUP).gauges()).hasSize(2);
            assertThat(meters.find("kafka.consumer.fetch.manager.records.consumed.total")
                            .meters())
                    .isNotEmpty();
            assertThat(meters.find("kafka.producer.record.send.total").meters()).isNotEmpty();
        }
        assertThat(Broker.members(GROUP)).isZero();
        assertThat(Broker.committed(GROUP, TEXTS, 0)).isEqualTo(3);
        assertThat(DONE).isEmpty();
        assertThat(meters.find("im.kafka.lag").gauges()).isEmpty();
    }

    @Test
    void givenRetentionTooLong_whenStarted_thenTheStartFails() {
        assertThatThrownBy(() -> start("--im.retention=7d"))
                .rootCause()
                .isInstanceOf(CannotUseTopics.class)
                .hasMessageContaining("im.kafka.topics.retention.accepted");
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties("im.kafka.bootstrap-servers=" + TestStores.kafka().bootstrapServers())
                .run(arguments);
    }

    @Configuration(proxyBeanMethods = false)
    @Import(KafkaConfiguration.class)
    static class Application {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }

        @Bean
        FlowLifecycle flow(KafkaSources sources, MeterRegistry meters) {
            BatchSource<String> source = sources.group(GROUP, TEXTS);
            return new FlowLifecycle(
                    Flow.of("texts", source, () -> source.lanes().flatMap(lane -> lane.inOrder(this::process))),
                    meters);
        }

        private Mono<Void> process(Batch<String> batch) {
            if (FAIL.getAndDecrement() > 0) {
                return Mono.error(new IllegalStateException("a store is away"));
            }
            batch.records().forEach(record -> DONE.add(record.value()));
            return batch.commit();
        }
    }
}
