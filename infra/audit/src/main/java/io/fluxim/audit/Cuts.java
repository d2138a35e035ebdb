package io.fluxim.audit;

import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.GroupProgress;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes a {@link Cut}. What the Sequence flow has committed is read first and the ends of the other topics after it, so that
 * they hold all that it had published; then the readers are waited for, each until it has done what was there.
 */
final class Cuts {

    /** Between two looks at the readers. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Function<ConsumerGroup, Mono<List<GroupProgress>>> progress;
    private final PartitionCounts partitions;
    private final int looks;
    private final Scheduler scheduler;

    /** A cut, and what is wrong with the readers. */
    record Taken(Cut cut, Look.Seen offsets) {}

    /**
     * @param settle longest wait for the readers; zero judges none of them for standing still
     */
    Cuts(
            Function<ConsumerGroup, Mono<List<GroupProgress>>> progress,
            PartitionCounts partitions,
            Duration settle,
            Scheduler scheduler) {
        this.progress = progress;
        this.partitions = partitions;
        this.looks = 1 + Math.toIntExact(settle.dividedBy(EVERY));
        this.scheduler = scheduler;
    }

    Mono<Taken> take() {
        return look().flatMap(first -> Flux.range(1, looks - 1)
                .concatMap(again -> Mono.delay(EVERY, scheduler).then(look()), 1)
                .startWith(first)
                .takeUntil(now -> settled(first, now))
                .last()
                .map(now -> taken(first, now)));
    }

    /** One after the other: see above. */
    private Mono<Map<ConsumerGroup, List<GroupProgress>>> look() {
        return Flux.fromArray(ConsumerGroup.values())
                .concatMap(reader -> progress.apply(reader).map(found -> Map.entry(reader, found)))
                .collect(() -> new EnumMap<>(ConsumerGroup.class), (all, one) -> all.put(one.getKey(), one.getValue()));
    }

    private static boolean settled(
            Map<ConsumerGroup, List<GroupProgress>> first, Map<ConsumerGroup, List<GroupProgress>> now) {
        return first.entrySet().stream()
                .allMatch(reader -> reached(reader.getKey(), first, now).size()
                        == reader.getValue().size());
    }

    private Taken taken(Map<ConsumerGroup, List<GroupProgress>> first, Map<ConsumerGroup, List<GroupProgress>> now) {
        List<Mismatch> found = new ArrayList<>();
        first.forEach((reader, then) -> {
            found.addAll(OffsetRules.of(reader, then));
            if (looks > 1) {
                found.addAll(OffsetRules.standing(reader, then, now.getOrDefault(reader, then)));
            }
        });
        Map<Integer, Long> published = first.getOrDefault(ConsumerGroup.SEQUENCE, List.of()).stream()
                .collect(Collectors.toMap(GroupProgress::partition, one -> Math.min(one.done(), one.end())));
        Cut cut = new Cut(
                published,
                reached(ConsumerGroup.HISTORY, first, now),
                reached(ConsumerGroup.INBOX, first, now),
                partitions);
        long count = first.values().stream().mapToLong(List::size).sum();
        return new Taken(cut, new Look.Seen(new Subject.Offsets(), count, 0, found));
    }

    private static Set<Integer> reached(
            ConsumerGroup reader,
            Map<ConsumerGroup, List<GroupProgress>> first,
            Map<ConsumerGroup, List<GroupProgress>> now) {
        return OffsetRules.reached(first.getOrDefault(reader, List.of()), now.getOrDefault(reader, List.of()));
    }
}
