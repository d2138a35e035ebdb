package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Configured;
import io.fluxim.kafka.KafkaProperties;
import org.junit.jupiter.api.Test;

class GroupSettingsTest {

    @Test
    void givenClientProperties_whenSettingsAreMade_thenPassedOnAndOursWin() {
        KafkaProperties properties =
                Configured.kafka("client.security.protocol", "SASL_SSL", "client.group.id", "another");

        assertThat(GroupSettings.of("mine", properties).client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("group.id", "mine")
                .containsEntry("auto.offset.reset", "earliest");
    }
}
