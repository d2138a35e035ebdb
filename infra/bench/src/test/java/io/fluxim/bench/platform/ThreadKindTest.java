package io.fluxim.bench.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.bench.report.Cpu;
import org.junit.jupiter.api.Test;

class ThreadKindTest {

    @Test
    void givenThreadsOfTheStandIn_whenSorted_thenTheyAreToldApart() {
        assertThat(ThreadKind.of("mongo-server-wo")).isEqualTo(Cpu.STAND_IN);
        assertThat(ThreadKind.of("mongo-server-bo")).isEqualTo(Cpu.STAND_IN);
        assertThat(ThreadKind.of("mongodb-journal")).isEqualTo(Cpu.STAND_IN);
    }

    @Test
    void givenThreadsOfKafka_whenSorted_thenClientsAreNotTheBroker() {
        assertThat(ThreadKind.of("kafka-producer-")).isEqualTo("Kafka's clients");
        assertThat(ThreadKind.of("reactive-kafka-")).isEqualTo("Kafka's clients");
        assertThat(ThreadKind.of("data-plane-kafk")).isEqualTo("Kafka's broker");
        assertThat(ThreadKind.of("kafka-1-raft-io")).isEqualTo("Kafka's broker");
    }

    @Test
    void givenUnknownThreads_whenSorted_thenTheirNumbersAreLeftOut() {
        assertThat(ThreadKind.of("parallel-1")).isEqualTo("parallel");
        assertThat(ThreadKind.of("parallel-12")).isEqualTo("parallel");
        assertThat(ThreadKind.of("AsyncGetter-1-t")).isEqualTo("AsyncGetter");
        assertThat(ThreadKind.of("reactor-http-ep")).isEqualTo("reactor-http-ep");
        assertThat(ThreadKind.of("boundedElastic-")).isEqualTo("boundedElastic");
    }

    @Test
    void givenCompilers_whenAsked_thenNoOtherThreadCompiles() {
        assertThat(ThreadKind.compiles("C1 CompilerThre")).isTrue();
        assertThat(ThreadKind.compiles("C2 CompilerThre")).isTrue();
        assertThat(ThreadKind.compiles("GC Thread#0")).isFalse();
    }
}
