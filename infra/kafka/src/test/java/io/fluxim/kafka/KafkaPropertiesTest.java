package io.fluxim.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaPropertiesTest {

    @ParameterizedTest
    @CsvSource({
        "bootstrap-servers, ' ', must name a broker",
        "source.rest, -1ms, must be >= PT0S",
        "source.rest, 2s, must be <= PT1S",
        "source.lanes, -1, must be 0 to 64",
        "source.lanes, 65, must be 0 to 64",
        "source.max-records, 0, 'must be >= 1, was 0'",
        "source.max-weight, 0, must be >= 1",
        "source.session-timeout, 1s, 'must be >= PT6S, was PT1S'",
        "sink.max-in-flight-bytes, 1KB, must be >= 1MB",
        "topics.partitions.fanout, -1, 'must be >= 0, was -1'",
        "topics.min-insync-replicas, 2, 'must be >= 1 and <= replication (1), was 2'",
        "topics.retention.accepted, -1, must be >= PT1M"
    })
    void givenValueOutOfBounds_whenBound_thenTheKeyAndItsBoundAreNamed(String key, String value, String expected) {
        assertThatThrownBy(() -> Configured.kafka(key, value))
                .rootCause()
                .hasMessageContaining("im.kafka." + key)
                .hasMessageContaining(expected);
    }

    @Test
    void givenClientProperties_whenAdminSettingsAreMade_thenPassedOn() {
        assertThat(ClientSettings.admin(Configured.kafka("client.security.protocol", "SASL_SSL")))
                .containsEntry("security.protocol", "SASL_SSL");
    }
}
