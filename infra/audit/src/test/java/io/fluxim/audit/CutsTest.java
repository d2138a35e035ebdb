package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fluxim.inbox.timeline.Origin;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.GroupProgress;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class CutsTest {

    private static final Duration SETTLE = Duration.ofSeconds(3);

    /** What each look at a reader finds; the last one for ever. */
    private final Map<ConsumerGroup, Deque<GroupProgress>> looks = new EnumMap<>(ConsumerGroup.class);

    @Test
    void givenReadersThatReachTheEnd_whenCut_thenWhatTheSequenceFlowHadDoneFirstIsTheCut() {
        looks(ConsumerGroup.SEQUENCE, at(10, 12), at(15, 20));
        looks(ConsumerGroup.INBOX, at(3, 5), at(5, 9));
        looks(ConsumerGroup.HISTORY, at(7, 7), at(7, 8));

        StepVerifier.withVirtualTime(() -> cuts(SETTLE).take())
                .thenAwait(SETTLE)
                .assertNext(taken -> {
                    assertThat(taken.offsets().mismatches()).isEmpty();
                    assertThat(taken.cut().published(new Origin(0, 9, 1))).isTrue();
                    assertThat(taken.cut().published(new Origin(0, 10, 1))).isFalse();
                    assertThat(taken.cut().published(new Origin(1, 0, 1))).isFalse();
                    assertThat(taken.cut().archived()).containsExactly(0);
                    assertThat(taken.cut().delivered()).containsExactly(0);
                })
                .verifyComplete();
    }

    @Test
    void givenReaderThatMovesAndDoesNotArrive_whenCut_thenItsPartitionIsNotJudgedAndNothingIsSaid() {
        looks(ConsumerGroup.SEQUENCE, at(10, 10));
        looks(ConsumerGroup.INBOX, at(0, 1_000), at(1, 1_000), at(2, 1_000), at(3, 1_000));
        looks(ConsumerGroup.HISTORY, at(7, 7));

        StepVerifier.withVirtualTime(() -> cuts(SETTLE).take())
                .thenAwait(SETTLE)
                .assertNext(taken -> {
                    assertThat(taken.offsets().mismatches()).isEmpty();
                    assertThat(taken.cut().delivered()).isEmpty();
                    assertThat(taken.cut().archived()).containsExactly(0);
                })
                .verifyComplete();
    }

    @Test
    void givenReaderThatStands_whenCut_thenSaidAfterTheWait() {
        looks(ConsumerGroup.SEQUENCE, at(10, 10));
        looks(ConsumerGroup.INBOX, at(7, 7));
        looks(ConsumerGroup.HISTORY, at(4, 9), at(4, 12));

        StepVerifier.withVirtualTime(() -> cuts(SETTLE).take())
                .expectSubscription()
                .expectNoEvent(SETTLE.minusSeconds(1))
                .thenAwait(SETTLE)
                .assertNext(taken -> assertThat(taken.offsets().mismatches())
                        .containsExactly(new Mismatch(
                                Kind.LAG_STANDS, "history-sink im.sequenced-0", 4, "8 records wait from offset 4 on")))
                .verifyComplete();
    }

    @Test
    void givenInstallationThatDoesNotRun_whenCut_thenItsBacklogIsNotSaidToStand() {
        looks(ConsumerGroup.SEQUENCE, at(10, 12));
        looks(ConsumerGroup.INBOX, at(7, 7));
        looks(ConsumerGroup.HISTORY, at(4, 9));

        Cuts.Taken taken = Objects.requireNonNull(cuts(Duration.ZERO).take().block(Duration.ofSeconds(10)));

        assertThat(taken.offsets().mismatches()).isEmpty();
        assertThat(taken.cut().archived()).isEmpty();
        assertThat(taken.cut().delivered()).containsExactly(0);
    }

    @Test
    void givenTopicThatLostRecords_whenCut_thenSaid() {
        looks(ConsumerGroup.SEQUENCE, at(13, 12));
        looks(ConsumerGroup.INBOX, new GroupProgress(0, 5, OptionalLong.of(4), 9), at(9, 9));
        looks(ConsumerGroup.HISTORY, new GroupProgress(0, 5, OptionalLong.empty(), 9), at(9, 9));

        StepVerifier.withVirtualTime(() -> cuts(SETTLE).take())
                .thenAwait(SETTLE)
                .assertNext(taken -> assertThat(taken.offsets().mismatches())
                        .extracting(Mismatch::kind, Mismatch::where)
                        .containsExactly(
                                tuple(Kind.COMMIT_BEYOND_END, "pipeline-sequence im.accepted-0"),
                                tuple(Kind.COMMIT_BEFORE_BEGINNING, "pipeline-inbox im.fanout-0")))
                .verifyComplete();
    }

    private Cuts cuts(Duration settle) {
        return new Cuts(
                this::next,
                new PartitionCounts(1, 1, 1),
                settle,
                VirtualTimeScheduler.isFactoryEnabled() ? VirtualTimeScheduler.get() : Schedulers.parallel());
    }

    private Mono<List<GroupProgress>> next(ConsumerGroup reader) {
        return Mono.fromSupplier(() -> {
            Deque<GroupProgress> left = looks.getOrDefault(reader, new ArrayDeque<>());
            return List.of(left.size() > 1 ? left.removeFirst() : left.getFirst());
        });
    }

    private void looks(ConsumerGroup reader, GroupProgress... progress) {
        looks.put(reader, new ArrayDeque<>(List.of(progress)));
    }

    private static GroupProgress at(long committed, long end) {
        return new GroupProgress(0, 0, OptionalLong.of(committed), end);
    }
}
