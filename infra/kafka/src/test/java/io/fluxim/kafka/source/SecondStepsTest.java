package io.fluxim.kafka.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Both steps end when the test says so. */
class SecondStepsTest {

    private final List<String> events = new ArrayList<>();
    private final Map<String, Sinks.Empty<Void>> steps = new HashMap<>();
    private StepVerifier.FirstStep<Void> run;

    @BeforeEach
    void open() {
        Flux<Integer> items = Flux.range(1, 3).doOnNext(item -> events.add("taken " + item));
        run = StepVerifier.create(SecondSteps.inOrder(
                items.hide(),
                (item, beside) -> step("first " + item).then(Mono.defer(() -> beside.begin(step("second " + item))))));
    }

    private Mono<Void> step(String name) {
        Sinks.Empty<Void> end = steps.computeIfAbsent(name, absent -> Sinks.empty());
        return end.asMono().doOnSubscribe(begun -> events.add(name)).doOnCancel(() -> events.add("cancelled " + name));
    }

    private void end(String name) {
        steps.get(name).tryEmitEmpty();
    }

    private void fail(String name) {
        steps.get(name).tryEmitError(new IllegalStateException(name));
    }

    @Test
    void givenSecondStepUnderWay_whenFirstIsDone_thenNextItemIsTakenAndBegunBesideIt() {
        run.then(() -> end("first 1")).thenCancel().verify();

        assertThat(events).startsWith("taken 1", "first 1", "second 1", "taken 2", "first 2");
    }

    @Test
    void givenSecondStepUnderWay_whenNextFirstIsDone_thenItWaitsForItAndNothingMoreIsTaken() {
        run.then(() -> end("first 1"))
                .then(() -> end("first 2"))
                .then(() -> assertThat(events).doesNotContain("second 2", "taken 3"))
                .then(() -> end("second 1"))
                .then(() -> assertThat(events).endsWith("second 2", "taken 3", "first 3"))
                .thenCancel()
                .verify();
    }

    @Test
    void givenLastFirstStepDone_whenItsSecondEnds_thenCompletes() {
        run.then(() -> List.of("first 1", "second 1", "first 2", "second 2", "first 3")
                        .forEach(this::end))
                .then(() -> end("second 3"))
                .verifyComplete();
    }

    @Test
    void givenNextOneWaits_whenSecondStepFails_thenFailsAndNothingBehindItBegins() {
        run.then(() -> end("first 1"))
                .then(() -> end("first 2"))
                .then(() -> fail("second 1"))
                .verifyErrorMessage("second 1");

        assertThat(events).doesNotContain("second 2", "taken 3");
    }

    @Test
    void givenSecondStepUnderWay_whenFirstFails_thenBothEnd() {
        run.then(() -> end("first 1")).then(() -> fail("first 2")).verifyErrorMessage("first 2");

        assertThat(events).contains("cancelled second 1").doesNotContain("taken 3");
    }

    @Test
    void givenBothUnderWay_whenCancelled_thenBothAre() {
        run.then(() -> end("first 1")).thenCancel().verify();

        assertThat(events).contains("cancelled first 2", "cancelled second 1");
    }

    @Test
    void givenItemWithSeveralSecondSteps_whenOneIsBegun_thenItsNextFirstStepGoesOnBesideIt() {
        Flux<Void> parts = SecondSteps.inOrder(
                Flux.just("a"),
                (item, beside) -> Flux.just(1, 2)
                        .concatMap(
                                part -> step("first " + part)
                                        .then(Mono.defer(() -> beside.begin(step("second " + part)))),
                                0));

        StepVerifier.create(parts)
                .then(() -> end("first 1"))
                .then(() -> assertThat(events).containsExactly("first 1", "second 1", "first 2"))
                .then(() -> end("first 2"))
                .then(() -> end("second 1"))
                .then(() -> end("second 2"))
                .verifyComplete();
    }
}
