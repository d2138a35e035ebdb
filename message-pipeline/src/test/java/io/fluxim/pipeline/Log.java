package io.fluxim.pipeline;

import io.fluxim.kafka.Assigned;
import io.fluxim.kafka.Batch;
import io.fluxim.kafka.BatchSource;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.Received;
import io.fluxim.kafka.RecordSink;
import io.fluxim.kafka.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Kafka's part in a simulation: topics that keep everything, and groups whose offsets outlive whoever commits them. */
final class Log implements RecordSink {

    private final Map<String, List<Received<Object>>> partitions = new HashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private long now = 1_700_000_000_000L;

    @Override
    public Mono<Long> append(Outgoing<?> record) {
        return Mono.fromSupplier(() -> add(record));
    }

    @Override
    public Mono<Void> appendAll(Collection<? extends Outgoing<?>> records) {
        return Mono.fromRunnable(() -> records.forEach(this::add));
    }

    private synchronized long add(Outgoing<?> record) {
        List<Received<Object>> partition = partition(record.topic().name(), record.partition());
        partition.add(new Received<>(partition.size(), ++now, reread(record)));
        return now;
    }

    /** What a reader gets: through the codec, as in Kafka. */
    private static <T> Object reread(Outgoing<T> record) {
        return record.topic().codec().decode(record.topic().codec().encode(record.value()));
    }

    /** A group's view: batches from the last commit to the end that the partition has then, once subscribed to. */
    <T> BatchSource<T> source(Topic<T> topic, int count, int maxBatch) {
        return () -> Flux.fromStream(
                IntStream.range(0, count).mapToObj(number -> new Assigned<>(number, batches(topic, number, maxBatch))));
    }

    @SuppressWarnings("unchecked") // what a topic holds, it was given as its values
    private <T> Flux<Batch<T>> batches(Topic<T> topic, int number, int maxBatch) {
        String name = topic.name() + "/" + number;
        return Flux.defer(() -> {
            List<Batch<T>> batches = new ArrayList<>();
            List<Received<Object>> all = partition(topic.name(), number);
            for (int from = committed.getOrDefault(name, 0); from < all.size(); from += maxBatch) {
                int to = Math.min(from + maxBatch, all.size());
                List<Received<T>> records = (List<Received<T>>) (List<?>) List.copyOf(all.subList(from, to));
                batches.add(new Batch<>(number, records, List.of(), Mono.fromRunnable(() -> committed.put(name, to))));
            }
            return Flux.fromIterable(batches);
        });
    }

    /** Everything ever appended to a topic, partition after partition. */
    @SuppressWarnings("unchecked") // as above
    synchronized <T> List<T> all(Topic<T> topic, int count) {
        List<T> all = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            partition(topic.name(), number).forEach(received -> all.add((T) received.value()));
        }
        return all;
    }

    private synchronized List<Received<Object>> partition(String topic, int number) {
        return partitions.computeIfAbsent(topic + "/" + number, absent -> new ArrayList<>());
    }

    /** Forgets the commits of a topic: everything comes again. */
    void rewind(Topic<?> topic) {
        committed.keySet().removeIf(name -> name.startsWith(topic.name() + "/"));
    }
}
