package io.fluxim.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    private static List<String> named(Plan plan, String name) {
        return plan.named(name).stream()
                .map(scenario -> scenario.title().name())
                .toList();
    }

    @Test
    void givenName_whenAsked_thenThatScenarioIsPlayed() {
        Plan plan = Plan.measuring(2_000, 20);

        for (String name : List.of("direct", "latency", "idle", "login", "catchup")) {
            assertThat(named(plan, name)).containsExactly(name);
        }
        assertThat(named(plan, "group")).containsExactly("group-10", "group-100", "group-500");
    }

    @Test
    void givenAll_whenAsked_thenNoneIsLeftOut() {
        assertThat(named(Plan.quick(100), "all"))
                .containsExactly("direct", "latency", "group-10", "group-100", "idle", "login", "catchup");
    }

    @Test
    void givenOtherNameOrAnOddNumberOfPeople_whenAsked_thenItSaysWhatWasExpected() {
        assertThatThrownBy(() -> Plan.quick(100).named("directly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("direct, latency, group");
        assertThatThrownBy(() -> Plan.quick(99).named("direct"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even");
    }
}
