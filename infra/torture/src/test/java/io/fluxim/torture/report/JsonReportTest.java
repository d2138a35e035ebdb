package io.fluxim.torture.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {

    @Test
    void givenReport_whenWrittenAndRead_thenTheSame() {
        assertThat(JsonReport.read(JsonReport.render(SampleRun.mixed()))).isEqualTo(SampleRun.mixed());
        assertThat(JsonReport.read(JsonReport.render(SampleRun.held()))).isEqualTo(SampleRun.held());
    }

    /** Scripts rely on these names; the README lists them. */
    @Test
    void givenReport_whenWritten_thenFieldsHaveTheirNames() {
        JsonNode json = JsonMapper.shared().readTree(JsonReport.render(SampleRun.mixed()));
        JsonNode broken = json.get("cells").get(3);

        assertThat(json.propertyNames())
                .containsExactly(
                        "verdict",
                        "exitCode",
                        "summary",
                        "messagesChecked",
                        "checks",
                        "longestRecoveryMillis",
                        "began",
                        "took",
                        "setting",
                        "cells",
                        "overload",
                        "brokenOnPurpose");
        assertThat(json.get("exitCode").asInt()).isEqualTo(1);
        assertThat(json.get("setting").propertyNames())
                .containsExactlyInAnyOrder("commit", "jdk", "machine", "command", "seeds", "processes");
        assertThat(broken.propertyNames())
                .containsExactlyInAnyOrder("cell", "verdict", "course", "counts", "check", "notes");
        assertThat(broken.get("course").propertyNames())
                .containsExactlyInAnyOrder("beganMillis", "tookMillis", "marks", "samples", "recoveryMillis");
        assertThat(broken.at("/check/findings/0/messages/0").asString()).isEqualTo(SampleRun.LOST.hex());
        assertThat(broken.at("/check/findings/0/users/0").asString()).isEqualTo("anna");
        assertThat(broken.at("/check/found/DELIVERED").asLong()).isEqualTo(37);
        assertThat(json.at("/cells/14/course/recoveryMillis").isNull()).isTrue();
        assertThat(json.get("overload").propertyNames())
                .containsExactlyInAnyOrder("verdict", "usual", "overload", "heaps", "check", "notes");
    }

    @Test
    void givenSomethingElse_whenRead_thenRefused() {
        assertThatThrownBy(() -> JsonReport.read("{\"cells\": 3}")).isInstanceOf(JacksonException.class);
    }
}
