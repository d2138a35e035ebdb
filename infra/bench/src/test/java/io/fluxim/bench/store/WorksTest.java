package io.fluxim.bench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.bench.report.Batches;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.history.PageRequest;
import io.fluxim.inbox.InMemoryHeads;
import io.fluxim.inbox.InMemoryInbox;
import io.fluxim.inbox.InMemoryTimeline;
import io.fluxim.inbox.InMemoryVisibleHeads;
import io.fluxim.inbox.Inbox;
import io.fluxim.inbox.Timeline;
import io.fluxim.kafka.Outgoing;
import io.fluxim.kafka.RecordSink;
import io.fluxim.protocol.topic.Fanout;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Each store gets what the route would give it. */
class WorksTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final PartitionCounts PARTITIONS = new PartitionCounts(2, 2, 2, 2);
    /** 66 conversations of a lane: batches of 100 come round. */
    private static final Shape TRIOS = new Shape("trio", 3, new Batches(100, 40, 150));

    private static int done(Work work, int lane) {
        return Objects.requireNonNull(work.batch(lane).block(SOON));
    }

    @Test
    void givenBatches_whenInMongoDb_thenTimelinesAndInboxesAreDense() {
        Timeline timeline = new InMemoryTimeline();
        Inbox inbox = new InMemoryInbox();
        MongoWork work = new MongoWork(timeline, inbox, TRIOS, 2);

        assertThat(done(work, 0) + done(work, 1) + done(work, 0)).isEqualTo(300);

        for (Talk talk : Lane.of(TRIOS, 2).get(0).talks()) {
            List<Timeline.Stored> stored = Objects.requireNonNull(
                    timeline.after(talk.conversation(), 0, 100).block(SOON));
            assertThat(stored).hasSizeBetween(3, 4); // 200 messages among 66
            talk.members()
                    .forEach(user -> assertThat(Objects.requireNonNull(
                                    inbox.after(user, 0, 100).block(SOON)))
                            .hasSameSizeAs(stored));
        }
    }

    @Test
    void givenBatches_whenInRedis_thenEveryHeadIsAdvancedFromWhereItStands() {
        InMemoryHeads heads = new InMemoryHeads();
        InMemoryVisibleHeads visible = new InMemoryVisibleHeads(new InMemoryInbox());
        RedisWork work = new RedisWork(heads, visible, PARTITIONS, TRIOS);
        work.prepare(0).block(SOON);

        assertThat(done(work, 0) + done(work, 0)).isEqualTo(200);

        Talk first = Lane.of(TRIOS, 1).get(0).talks().get(0);
        assertThat(visible.raised(first.members()).block(SOON)).hasSize(3).containsValue(4L);
        heads.forget();
        assertThatThrownBy(() -> done(work, 0)).hasMessageContaining("stood at");
    }

    @Test
    void givenBatch_whenInMariaDb_thenEachMessageIsARow() {
        InMemoryHistory history = new InMemoryHistory(Clock.systemUTC());

        assertThat(done(new MariaDbWork(history, TRIOS, 1), 0)).isEqualTo(150);

        Talk first = Lane.of(TRIOS, 1).get(0).talks().get(0);
        PageRequest all = new PageRequest(
                first.conversation(), PageRequest.Seqs.ALL, PageRequest.Order.ASCENDING, 100, Integer.MAX_VALUE);
        assertThat(Objects.requireNonNull(history.page(all).block(SOON)).messages())
                .hasSize(3); // 150 messages among 66
    }

    @Test
    void givenBatch_whenInKafka_thenEachMessageIsInAllFourTopicsAndFannedOutToEachMemberOnce() {
        Recorded sink = new Recorded();

        assertThat(done(new KafkaWork(sink, PARTITIONS, TRIOS), 1)).isEqualTo(100);

        Map<String, Long> counts = sink.records.stream()
                .collect(Collectors.groupingBy(record -> record.topic().name(), Collectors.counting()));
        assertThat(counts)
                .containsEntry("im.accepted", 100L)
                .containsEntry("im.sequenced", 100L)
                .containsEntry("im.fanout", 2L)
                .containsEntry("im.push", 2L);
        assertThat(sink.records.stream()
                        .map(Outgoing::value)
                        .filter(Fanout.class::isInstance)
                        .mapToInt(value -> ((Fanout) value).entries())
                        .sum())
                .isEqualTo(300);
    }

    @Test
    void givenLargeGroups_whenBatched_thenNoBatchHasMoreEntriesThanTheRouteWouldWrite() {
        assertThat(new Shape("large", 500, new Batches(100, 9_000, 100)).messages())
                .isEqualTo(4);
        assertThat(new Shape("large", 500, new Batches(100, 9_000, 100)).entries())
                .isEqualTo(2_000);
        assertThat(new Shape("idle", 2, new Batches(0, 0, 0)).messages()).isEqualTo(1);
    }

    private static final class Recorded implements RecordSink {
        private final List<Outgoing<?>> records = new ArrayList<>();

        @Override
        public Mono<Long> append(Outgoing<?> record) {
            return Mono.fromSupplier(() -> {
                records.add(record);
                return 1L;
            });
        }

        @Override
        public Mono<Void> appendAll(Collection<? extends Outgoing<?>> all) {
            return Mono.fromRunnable(() -> records.addAll(all));
        }
    }
}
