package io.fluxim.kafka.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.fluxim.kafka.Configured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicPlanTest {

    private static final Duration INBOXES = Duration.ofDays(14);

    @Test
    void givenNothingConfigured_whenPlanned_thenFourTopicsForOneMachine() {
        assertThat(TopicPlan.all(Configured.kafka().topics(), INBOXES))
                .extracting(
                        TopicPlan::name,
                        TopicPlan::partitions,
                        plan -> plan.settings().get("retention.ms"))
                .containsExactly(
                        tuple("im.accepted", 0, days(7)),
                        tuple("im.sequenced", 0, "-1"),
                        tuple("im.fanout", 0, days(7)),
                        tuple("im.dead-letter", 1, "-1"));
        assertThat(TopicPlan.all(Configured.kafka().topics(), INBOXES))
                .allSatisfy(plan -> assertThat(plan.settings())
                        .containsEntry("message.timestamp.type", "LogAppendTime")
                        .containsEntry("unclean.leader.election.enable", "false")
                        .containsEntry("min.insync.replicas", "1"));
    }

    @Test
    void givenLogOutlivesInboxes_whenPlanned_thenRefusedWithKeyBoundAndValue() {
        assertThatThrownBy(() -> TopicPlan.all(
                        Configured.kafka("topics.retention.fanout", "14d").topics(), INBOXES))
                .isInstanceOf(CannotUseTopics.class)
                .hasMessageContaining("im.kafka.topics.retention.fanout")
                .hasMessageContaining("im.retention (PT336H)")
                .hasMessageContaining("was PT336H plus PT6H");
        assertThat(TopicPlan.all(
                        Configured.kafka("topics.retention.accepted", "13d", "topics.segment", "1d")
                                .topics(),
                        INBOXES))
                .hasSize(4);
    }

    private static String days(int days) {
        return Long.toString(Duration.ofDays(days).toMillis());
    }
}
