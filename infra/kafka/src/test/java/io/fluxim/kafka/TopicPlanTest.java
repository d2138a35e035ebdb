package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TopicPlanTest {

    private static final Duration INBOXES = Duration.ofDays(14);

    @Test
    void givenNothingConfigured_whenPlanned_thenFourTopicsForOneMachine() {
        assertThat(TopicPlan.all(properties().topics(), INBOXES))
                .extracting(
                        TopicPlan::name,
                        TopicPlan::partitions,
                        plan -> plan.settings().get("retention.ms"))
                .containsExactly(
                        tuple("im.accepted", 0, days(7)),
                        tuple("im.sequenced", 0, "-1"),
                        tuple("im.fanout", 0, days(7)),
                        tuple("im.dead-letter", 1, "-1"));
        assertThat(TopicPlan.all(properties().topics(), INBOXES))
                .allSatisfy(plan -> assertThat(plan.settings())
                        .containsEntry("message.timestamp.type", "LogAppendTime")
                        .containsEntry("unclean.leader.election.enable", "false")
                        .containsEntry("min.insync.replicas", "1"));
    }

    @Test
    void givenLogOutlivesInboxes_whenPlanned_thenRefusedWithKeyBoundAndValue() {
        assertThatThrownBy(() -> TopicPlan.all(
                        properties("topics.retention.fanout", "14d").topics(), INBOXES))
                .isInstanceOf(CannotUseTopics.class)
                .hasMessageContaining("im.kafka.topics.retention.fanout")
                .hasMessageContaining("im.retention (PT336H)")
                .hasMessageContaining("was PT336H plus PT6H");
        assertThat(TopicPlan.all(
                        properties("topics.retention.accepted", "13d", "topics.segment", "1d")
                                .topics(),
                        INBOXES))
                .hasSize(4);
    }

    @Test
    void givenImpossibleValues_whenBound_thenRefusedWithKeyBoundAndValue() {
        refused("topics.partitions.fanout", "-1", "im.kafka.topics.partitions.fanout must be >= 0, was -1");
        refused("topics.min-insync-replicas", "2", "<= replication (1), was 2");
        refused("topics.retention.accepted", "-1", "im.kafka.topics.retention.accepted must be >= PT1M");
        refused("bootstrap-servers", " ", "im.kafka.bootstrap-servers must name a broker");
        refused("source.session-timeout", "1s", "im.kafka.source.session-timeout must be >= PT6S, was PT1S");
        refused("source.max-records", "0", "im.kafka.source.max-records must be >= 1, was 0");
        refused("sink.max-in-flight-bytes", "1KB", "im.kafka.sink.max-in-flight-bytes must be >= 1MB");
    }

    @Test
    void givenClientProperties_whenSettingsAreMade_thenPassedOnAndOursWin() {
        ClientSettings clients = new ClientSettings(properties(
                "client.security.protocol", "SASL_SSL",
                "client.sasl.mechanism", "PLAIN",
                "client.acks", "0",
                "client.group.id", "another"));
        assertThat(clients.sink().client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("acks", "all");
        assertThat(clients.group("mine").client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("group.id", "mine")
                .containsEntry("auto.offset.reset", "earliest");
        assertThat(clients.admin()).containsEntry("security.protocol", "SASL_SSL");
    }

    private static void refused(String key, String value, String message) {
        assertThatThrownBy(() -> properties(key, value))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessageContaining(message);
    }

    private static KafkaProperties properties(String... keysAndValues) {
        Map<String, String> configured = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configured.put("im.kafka." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(configured))
                .bindOrCreate("im.kafka", KafkaProperties.class);
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
