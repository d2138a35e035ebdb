package io.fluxim.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** What a pipeline has counted since it started. */
record Counts(MeterRegistry registry) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Records that a group was handed: counted by the source, not by the flow. */
    int taken(String group) {
        return (int)
                registry.get("im.kafka.batch").tag("group", group).summary().totalAmount();
    }

    /** Of records, by outcome. */
    Map<String, Integer> records() {
        return byOutcome("im.pipeline.records");
    }

    /** Of inbox entries, by outcome; the late ones are among the appended. */
    Map<String, Integer> entries() {
        return byOutcome("im.pipeline.entries");
    }

    int unreadable(String topic) {
        return (int) registry.get("im.kafka.unreadable")
                .tag("topic", topic)
                .counter()
                .count();
    }

    int deadLetters() {
        return (int) registry.get("im.kafka.dead.letters").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** A flow counts a batch when it is done: a moment after its effects are seen. */
    static <T> void await(Supplier<T> counted, T expected) {
        Mono.fromSupplier(counted)
                .filter(expected::equals)
                .repeatWhenEmpty(polls -> polls.delayElements(Duration.ofMillis(100)))
                .timeout(PATIENCE, Mono.empty())
                .block();
        assertThat(counted.get()).isEqualTo(expected);
    }

    private Map<String, Integer> byOutcome(String name) {
        return registry.get(name).counters().stream()
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("outcome"), counter -> (int) ((Counter) counter).count()));
    }
}
