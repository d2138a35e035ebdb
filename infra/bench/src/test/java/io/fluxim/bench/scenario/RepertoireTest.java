package io.fluxim.bench.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.bench.platform.PlatformStarter.Conditions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RepertoireTest {

    private static final Repertoire MEASURING = new Repertoire(Plan.measuring(2_000, 20));
    private static final Repertoire QUICK = new Repertoire(Plan.quick(100));

    private static List<String> played(Repertoire repertoire, String name) {
        return repertoire.named(name).stream()
                .map(scenario -> scenario.title().name())
                .toList();
    }

    @Test
    void givenName_whenAsked_thenThatScenarioIsPlayed() {
        for (String name : List.of("idle", "direct", "latency", "login", "catchup", "history", "million")) {
            assertThat(played(MEASURING, name)).containsExactly(name);
        }
        assertThat(played(MEASURING, "first-minute")).containsExactly("first-minute-100", "first-minute-300");
        assertThat(played(MEASURING, "group")).containsExactly("group-50", "group-200", "group-500", "group-1000");
        assertThat(played(MEASURING, "scale")).containsExactly("scale-1", "scale-10", "scale-100");
        assertThat(played(MEASURING, "partitions")).containsExactly("partitions-8", "partitions-32", "partitions-128");
    }

    @Test
    void givenAll_whenAsked_thenNoneIsLeftOut() {
        assertThat(played(QUICK, "all"))
                .containsExactly(
                        "first-minute-100",
                        "idle",
                        "direct",
                        "latency",
                        "group-10",
                        "group-50",
                        "login",
                        "catchup",
                        "history",
                        "scale-1",
                        "scale-10",
                        "scale-100",
                        "partitions-3",
                        "million");
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

    @Test
    void givenScenarios_whenStarted_thenOnlyPartitionsAndHeapEverDifferFromTheDefaults() {
        assertThat(conditions("first-minute", "idle", "direct", "latency", "group", "login", "catchup", "history"))
                .containsOnly(Conditions.DEFAULT);
        assertThat(conditions("partitions"))
                .extracting(Conditions::keys)
                .extracting(keys -> keys.get("im.kafka.topics.partitions.fanout"))
                .containsExactly("8", "32", "128");
        assertThat(conditions("scale", "million")).containsOnly(new Conditions(Map.of(), OptionalInt.of(6_144)));
    }

    private static List<Conditions> conditions(String... names) {
        return List.of(names).stream()
                .flatMap(name -> MEASURING.named(name).stream())
                .map(Scenario::conditions)
                .toList();
    }
}
