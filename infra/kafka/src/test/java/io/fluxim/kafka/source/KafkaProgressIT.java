package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.Texts;
import io.fluxim.kafka.sink.KafkaRecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaProgressIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final Topic<String> topic = Texts.topic("progress", 2);
    private final String group = TestStores.kafka().freshName("progress");

    @Test
    void givenGroupOnItsWay_whenAsked_thenEachPartitionWithWhatIsThereDoneAndComing() throws Exception {
        try (KafkaRecordSink sink = Broker.sink();
                KafkaProgress progress = new KafkaProgress(Broker.properties());
                Admin admin = Broker.admin()) {
            Broker.append(sink, topic, 0, 0, 10);
            TopicPartition first = new TopicPartition(topic.name(), 0);
            admin.deleteRecords(Map.of(first, RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
            admin.alterConsumerGroupOffsets(group, Map.of(first, new OffsetAndMetadata(7)))
                    .all()
                    .get();

            assertThat(progress.of(group, topic).block(SOON))
                    .containsExactly(
                            new GroupProgress(0, 3, OptionalLong.of(7), 10),
                            new GroupProgress(1, 0, OptionalLong.empty(), 0));
            assertThat(progress.appended(topic).block(SOON)).isEqualTo(10);
        }
    }

    @Test
    void givenGroupBeyondTheEnd_whenAsked_thenAsItIs() throws Exception {
        try (KafkaProgress progress = new KafkaProgress(Broker.properties());
                Admin admin = Broker.admin()) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(new TopicPartition(topic.name(), 1), new OffsetAndMetadata(7)))
                    .all()
                    .get();

            List<GroupProgress> found = progress.of(group, topic).block(SOON);

            assertThat(found).hasSize(2).last().satisfies(one -> {
                assertThat(one.done()).isEqualTo(7);
                assertThat(one.lag()).isZero();
            });
        }
    }

    @Test
    void givenGroupThatReads_whenItsMembersAreAsked_thenTheyAreCounted() {
        try (KafkaProgress progress = new KafkaProgress(Broker.properties())) {
            assertThat(progress.members(group).block(SOON)).isZero();
            try (Group reading = Group.reading(group, topic)) {
                reading.awaitPartitions(2);
                assertThat(progress.members(group).block(SOON)).isOne();
            }
        }
    }

    @Test
    void givenNoSuchTopic_whenAsked_thenError() {
        try (KafkaProgress progress = new KafkaProgress(Broker.properties())) {
            Topic<String> none = new Topic<>(TestStores.kafka().freshName("none"), topic.codec());

            assertThatThrownBy(() -> progress.of(group, none).block(SOON))
                    .hasStackTraceContaining("UnknownTopicOrPartition");
        }
    }
}
