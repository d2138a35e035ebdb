package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** One partition, one record a batch. */
class InFlightBatchesTest {

    private static final BatchLimits ONE = new BatchLimits(1, 1_000, 1_000);

    private final AssignedPartition<String> partition = new AssignedPartition<>(new TopicPartition("topic", 0), 1);
    private int told;
    private final InFlightBatches<String> handed = new InFlightBatches<>(() -> told++);

    private Mono<Void> next(long offset) {
        partition.add(new AssignedPartition.Polled<>(
                offset, offset, Optional.of(new Received<>(offset, offset, "text")), Optional.empty(), 1, 1));
        return handed.add(List.of(partition.cut(new AssignedPartition.Room(ONE)).orElseThrow()));
    }

    @Test
    void givenTwoInHand_whenTheYoungerIsMarkedFirst_thenNothingIsDoneBeforeTheElderIs() {
        Mono<Void> elder = next(7);
        Mono<Void> younger = next(8);

        younger.block();
        handed.settle();
        assertThat(partition.isUncommitted()).isFalse();
        assertThat(handed.isDone()).isFalse();

        elder.block();
        handed.settle();
        assertThat(partition.commit()).isEqualTo(9);
        assertThat(handed.isEmpty()).isTrue();
        assertThat(told).isEqualTo(2);
    }

    @Test
    void givenElderMarked_whenSettled_thenItIsDoneAndTheYoungerIsAwaited() {
        Mono<Void> elder = next(7);
        next(8);

        elder.block();
        handed.settle();

        assertThat(partition.commit()).isEqualTo(8);
        assertThat(handed.isDone()).isFalse();
        assertThat(handed.has(List.of(partition.partition()))).isTrue();
        assertThat(partition.pending()).isEqualTo(1);
        assertThat(partition.age(10))
                .as("of the younger, which was appended at 8")
                .isEqualTo(2);
    }

    @Test
    void givenTwoInHandUnmarked_whenAThirdIsTaken_thenTheEldestIsPassedByAndNothingFromItOnIsEverDone() {
        Mono<Void> eldest = next(7);
        Mono<Void> second = next(8);
        Mono<Void> third = next(9);

        second.block();
        third.block();
        eldest.block(); // too late
        handed.settle();

        assertThat(handed.isEmpty()).isTrue();
        assertThat(partition.isUncommitted()).isFalse();
        assertThat(partition.age(10)).isEqualTo(3);
    }
}
