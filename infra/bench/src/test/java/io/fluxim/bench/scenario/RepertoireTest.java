package io.fluxim.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepertoireTest {

    private static final Repertoire MEASURING = new Repertoire(Plan.measuring(2_000, 20));
    private static final Repertoire QUICK = new Repertoire(Plan.quick(100));

    private static List<String> played(Repertoire repertoire, String name) {
        return repertoire.named(name).scenarios().stream()
                .map(scenario -> scenario.title().name())
                .toList();
    }

    private static List<String> measured(Repertoire repertoire, String name) {
        return repertoire.named(name).measured().stream().map(Demand::scenario).toList();
    }

    @Test
    void givenName_whenAsked_thenThatScenarioIsPlayed() {
        for (String name : List.of("direct", "latency", "idle", "login", "catchup", "history")) {
            assertThat(played(MEASURING, name)).containsExactly(name);
        }
        assertThat(played(MEASURING, "group")).containsExactly("group-10", "group-100", "group-500");
    }

    @Test
    void givenAll_whenAsked_thenNoneIsLeftOutAndCeilingsAreMeasuredOnce() {
        assertThat(played(QUICK, "all"))
                .containsExactly("direct", "latency", "group-10", "group-100", "idle", "login", "catchup", "history");
        assertThat(measured(QUICK, "all")).containsExactly("direct", "group-10", "group-100", "history");
    }

    @Test
    void givenRate_whenSought_thenItsCeilingsAreMeasuredInTheSameRun() {
        assertThat(measured(MEASURING, "direct")).containsExactly("direct");
        assertThat(measured(MEASURING, "group")).containsExactly("group-10", "group-100", "group-500");
        assertThat(measured(MEASURING, "history")).containsExactly("history");
        assertThat(measured(MEASURING, "latency")).isEmpty();
    }

    @Test
    void givenCeilings_whenAsked_thenTheStoresAreMeasuredWithoutAnyScenario() {
        assertThat(played(MEASURING, "ceilings")).isEmpty();
        assertThat(measured(MEASURING, "ceilings"))
                .containsExactly("direct", "group-10", "group-100", "group-500", "history");
    }

    @Test
    void givenOtherNameOrAnOddNumberOfPeople_whenAsked_thenItSaysWhatWasExpected() {
        assertThatThrownBy(() -> QUICK.named("directly"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("direct, latency, group");
        assertThatThrownBy(() -> new Repertoire(Plan.quick(99)).named("direct"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even");
    }
}
