package io.fluxim.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.kafka.Broker;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.protocol.topic.PartitionCounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

class TopicAdminIT {

    private static final Duration INBOXES = Duration.ofDays(14);

    @Test
    void givenSeveralApplications_whenTheyPrepareAtOnce_thenAllTopicsAreThereOnce() throws Exception {
        List<CompletableFuture<Void>> applications = Stream.generate(() -> CompletableFuture.runAsync(() -> prepare()))
                .limit(4)
                .toList();
        CompletableFuture.allOf(applications.toArray(CompletableFuture[]::new)).join();
        List<String> names = List.of("im.accepted", "im.sequenced", "im.fanout", "im.dead-letter");
        try (Admin admin = Broker.admin()) {
            var found = admin.describeTopics(names).allTopicNames().get();
            assertThat(names)
                    .extracting(name -> found.get(name).partitions().size())
                    .containsExactly(TopicPlan.NEW, TopicPlan.NEW, TopicPlan.NEW, 1);
        }
    }

    @Test
    void givenAnotherCount_whenPrepared_thenRefusesAndSaysWhy() {
        prepare();
        assertThatThrownBy(() -> prepare("topics.partitions.accepted", "9"))
                .isInstanceOf(CannotUseTopics.class)
                .hasMessageContaining("im.accepted has " + TopicPlan.NEW + " partitions")
                .hasMessageContaining("im.kafka.topics.partitions.accepted is 9")
                .hasMessageContaining("the order of their messages breaks");
        assertThatCode(() -> prepare()).doesNotThrowAnyException();
    }

    @Test
    void givenTopicsOfAnEarlierRelease_whenPrepared_thenTheirCountsAreTaken() {
        TopicAdmin later = new TopicAdmin(Broker.properties(), INBOXES);
        later.prepare();
        assertThat(later.counts()).isEqualTo(new PartitionCounts(TopicPlan.NEW, TopicPlan.NEW, TopicPlan.NEW));
    }

    @Test
    void givenOtherSettings_whenPrepared_thenTheTopicsHaveThem() throws Exception {
        prepare();
        prepare("topics.retention.accepted", "3d", "topics.segment", "1h");
        try (Admin admin = Broker.admin()) {
            ConfigResource accepted = new ConfigResource(ConfigResource.Type.TOPIC, "im.accepted");
            Config config = admin.describeConfigs(List.of(accepted)).all().get().get(accepted);
            assertThat(config.get("retention.ms").value()).isEqualTo("259200000");
            assertThat(config.get("segment.ms").value()).isEqualTo("3600000");
            assertThat(config.get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
            assertThat(config.get("unclean.leader.election.enable").value()).isEqualTo("false");
        }
        prepare();
    }

    @Test
    void givenALargerRecordOfANewerRelease_whenPrepared_thenItsLimitStays_andALowerOneIsRaised() throws Exception {
        prepare();
        assertThat(maxBytes("9000000")).isEqualTo("9000000");
        assertThat(maxBytes("1000")).isEqualTo(Integer.toString(Topic.MAX_DEAD_LETTER + (64 << 10)));
    }

    /** The limit of dead letters, prepared where it stands at this one. */
    private static String maxBytes(String standing) throws Exception {
        ConfigResource letters = new ConfigResource(ConfigResource.Type.TOPIC, Topic.DEAD_LETTER.name());
        ConfigEntry entry = new ConfigEntry("max.message.bytes", standing);
        try (Admin admin = Broker.admin()) {
            admin.incrementalAlterConfigs(Map.of(letters, List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            prepare();
            Config config = admin.describeConfigs(List.of(letters)).all().get().get(letters);
            return config.get("max.message.bytes").value();
        }
    }

    @Test
    void givenNoBroker_whenPrepared_thenRefusesAndNamesTheKey() {
        KafkaProperties nowhere = Broker.properties("bootstrap-servers", "127.0.0.1:1", "start-timeout", "1s");
        assertThatThrownBy(() -> new TopicAdmin(nowhere, INBOXES).prepare())
                .isInstanceOf(CannotUseTopics.class)
                .hasMessageContaining("im.kafka.bootstrap-servers=127.0.0.1:1");
    }

    private static void prepare(String... keysAndValues) {
        new TopicAdmin(Broker.properties(keysAndValues), INBOXES).prepare();
    }
}
