package io.fluxim.pipeline;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.BatchSource;
import io.fluxim.kafka.source.Lane;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Kafka's part in a simulation: topics that keep everything, and groups whose offsets outlive the process that commits them. */
final class Log implements RecordSink {

    private final Map<String, List<Received<Object>>> partitions = new HashMap<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final AtomicLong assignments = new AtomicLong();
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

    /** A group's view, of one lane: batches from the last commits to the ends that its partitions have then, once subscribed. */
    <T> BatchSource<T> source(Topic<T> topic, int count, int maxBatch) {
        return () -> Flux.just(new Lane<>(0, Flux.defer(() -> Flux.fromIterable(batches(topic, count, maxBatch)))));
    }

    /** As from one poll after the other, each of this number of records of every partition. */
    private <T> List<Batch<T>> batches(Topic<T> topic, int count, int maxBatch) {
        long token = assignments.incrementAndGet();
        List<Batch<T>> batches = new ArrayList<>();
        Map<String, Integer> read = new HashMap<>(committed);
        while (true) {
            List<Batch.Share<T>> shares = new ArrayList<>();
            Map<String, Integer> done = new HashMap<>();
            for (int number = 0; number < count; number++) {
                String name = topic.name() + "/" + number;
                int from = read.getOrDefault(name, 0);
                List<Received<T>> records = records(topic, number, from, maxBatch);
                if (!records.isEmpty()) {
                    shares.add(new Batch.Share<>(number, token, records, List.of()));
                    done.put(name, from + records.size());
                }
            }
            if (shares.isEmpty()) {
                return batches;
            }
            read.putAll(done);
            batches.add(new Batch<>(shares, Mono.fromRunnable(() -> committed.putAll(done))));
        }
    }

    @SuppressWarnings("unchecked") // what a topic holds, it was given as its values
    private synchronized <T> List<Received<T>> records(Topic<T> topic, int number, int from, int max) {
        List<Received<Object>> all = partition(topic.name(), number);
        int to = Math.min(from + max, all.size());
        return (List<Received<T>>) (List<?>) List.copyOf(all.subList(Math.min(from, to), to));
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
