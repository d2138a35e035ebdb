package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GatheredTest {

    private static final TopicPartition ONE = new TopicPartition("texts", 1);
    private static final TopicPartition TWO = new TopicPartition("texts", 2);

    private static ConsumerRecords<byte[], byte[]> polled(TopicPartition partition, long... offsets) {
        List<ConsumerRecord<byte[], byte[]>> records = Arrays.stream(offsets)
                .mapToObj(offset -> new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
                .toList();
        long next = offsets[offsets.length - 1] + 1;
        return new ConsumerRecords<>(Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(next)));
    }

    private static List<Long> offsets(ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
        return records.records(partition).stream().map(ConsumerRecord::offset).toList();
    }

    @Test
    void givenTwoPolls_whenGathered_thenEachPartitionHasTheEarlierRecordsFirst() {
        ConsumerRecords<byte[], byte[]> both = Gathered.of(polled(ONE, 3, 4), polled(ONE, 5), Set.of());

        assertThat(offsets(both, ONE)).containsExactly(3L, 4L, 5L);
        assertThat(both.nextOffsets()).containsEntry(ONE, new OffsetAndMetadata(6));
    }

    @Test
    void givenNothingFresh_whenGathered_thenNothingIsLost() {
        ConsumerRecords<byte[], byte[]> both = Gathered.of(polled(ONE, 3, 4), ConsumerRecords.empty(), Set.of(TWO));

        assertThat(offsets(both, ONE)).containsExactly(3L, 4L);
    }

    @Test
    void givenPartitionThatWentAndCameBack_whenGathered_thenItBeginsAtItsCommitAndNotBehindIt() {
        ConsumerRecords<byte[], byte[]> both = Gathered.of(polled(ONE, 3, 4), polled(ONE, 2, 3), Set.of(ONE));

        assertThat(offsets(both, ONE)).containsExactly(2L, 3L);
        assertThat(both.nextOffsets()).containsEntry(ONE, new OffsetAndMetadata(4));
    }

    @Test
    void givenPartitionThatIsGone_whenGathered_thenNothingOfItIsHandedOn() {
        ConsumerRecords<byte[], byte[]> both = Gathered.of(polled(ONE, 3, 4), polled(TWO, 7), Set.of(ONE));

        assertThat(both.partitions()).containsExactly(TWO);
        assertThat(both.nextOffsets()).doesNotContainKey(ONE);
    }
}
