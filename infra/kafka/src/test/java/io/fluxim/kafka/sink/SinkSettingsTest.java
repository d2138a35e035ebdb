package io.fluxim.kafka.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.kafka.Configured;
import io.fluxim.kafka.KafkaProperties;
import org.junit.jupiter.api.Test;

class SinkSettingsTest {

    @Test
    void givenClientProperties_whenSettingsAreMade_thenPassedOnAndOursWin() {
        KafkaProperties properties = Configured.kafka(
                "client.security.protocol", "SASL_SSL", "client.sasl.mechanism", "PLAIN", "client.acks", "0");

        assertThat(SinkSettings.of(properties).client())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN")
                .containsEntry("acks", "all");
    }
}
