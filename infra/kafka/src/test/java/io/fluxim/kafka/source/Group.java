package io.fluxim.kafka.source;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.KafkaMeters;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.topic.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A running consumer of texts as flows are: in order within a partition, committing what it has done. */
final class Group implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final KafkaBatchSource<String> source;
    private final Function<Batch<String>, Mono<Void>> work;
    private final boolean beside;
    private final Map<Integer, List<String>> seen = new ConcurrentHashMap<>();
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Disposable running;

    /** @param work what is done with a batch before it is committed */
    Group(String group, Topic<String> topic, Function<Batch<String>, Mono<Void>> work, String... keysAndValues) {
        this(group, topic, work, false, keysAndValues);
    }

    private Group(
            String group,
            Topic<String> topic,
            Function<Batch<String>, Mono<Void>> work,
            boolean beside,
            String... keysAndValues) {
        KafkaProperties properties = Broker.properties(keysAndValues);
        this.source = (KafkaBatchSource<String>) new KafkaSources(properties, meters).group(group, topic);
        this.work = work;
        this.beside = beside;
        this.running = source.lanes()
                .flatMap(this::inOrder, 64)
                .doOnTerminate(() -> events.add("ended"))
                .subscribe(done -> {}, error -> events.add("failed: " + error));
    }

    /** Does its work in a second step, beside which the next batch is taken. */
    static Group beside(
            String group, Topic<String> topic, Function<Batch<String>, Mono<Void>> work, String... keysAndValues) {
        return new Group(group, topic, work, true, keysAndValues);
    }

    /** Does nothing with them but remember. */
    static Group reading(String group, Topic<String> topic) {
        return new Group(group, topic, batch -> Mono.empty(), "source.lanes", "1");
    }

    /** Waits until it has so many partitions; answers which. */
    Set<Integer> awaitPartitions(int count) {
        return Mono.fromSupplier(this::partitions)
                .filter(found -> found.size() == count)
                .repeatWhenEmpty(tries -> tries.delayElements(Duration.ofMillis(20)))
                .blockOptional(PATIENCE)
                .orElseThrow();
    }

    private Set<Integer> partitions() {
        return meters.find(KafkaMeters.HELD.meter()).gauges().stream()
                .map(gauge -> Integer.valueOf(gauge.getId().getTag("partition")))
                .collect(Collectors.toSet());
    }

    KafkaBatchSource<String> source() {
        return source;
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** What was done, by partition. */
    List<String> seen(int partition) {
        return seen.computeIfAbsent(partition, absent -> new CopyOnWriteArrayList<>());
    }

    /** Waits until it says so: "done text", "committed text", "ended". */
    void await(String event) {
        awaitWhere(event::equals, event);
    }

    private String awaitWhere(Predicate<String> wanted, String description) {
        try {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (true) {
                String event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("waited in vain for: " + description);
                }
                if (wanted.test(event)) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Cancels, as a crash of the flow does. */
    @Override
    public void close() {
        running.dispose();
        source.drain().block(PATIENCE);
    }

    private Flux<Void> inOrder(Lane<String> lane) {
        return beside ? lane.inOrder((batch, steps) -> steps.begin(process(batch))) : lane.inOrder(this::process);
    }

    private Mono<Void> process(Batch<String> batch) {
        return Mono.defer(() -> work.apply(batch))
                .then(Mono.<Void>fromRunnable(() -> batch.shares().forEach(this::remember)))
                .then(batch.commit())
                .doFinally(signal -> batch.records().forEach(record -> events.add("committed " + record.value())));
    }

    private void remember(Batch.Share<String> share) {
        share.records().forEach(record -> {
            seen(share.partition()).add(record.value());
            events.add("done " + record.value());
        });
    }
}
