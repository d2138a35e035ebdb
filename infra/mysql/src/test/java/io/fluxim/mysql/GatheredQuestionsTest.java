package io.fluxim.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class GatheredQuestionsTest {

    /** What was asked, a list each statement, and its answer to come. */
    private final List<List<String>> asked = new ArrayList<>();

    private final List<Sinks.One<String>> answers = new ArrayList<>();
    private final GatheredQuestions<String, String> questions = new GatheredQuestions<>(3, this::statement);

    @Test
    void givenStatementsUnderWay_whenAsked_thenTheNextHasAllThatCameMeanwhile() {
        List<String> heard = new ArrayList<>();
        for (String about : List.of("a", "b", "c", "d", "c")) {
            questions.ask(about).subscribe(heard::add);
        }
        assertThat(asked).containsExactly(List.of("a"), List.of("b"));

        answers.get(0).tryEmitValue("1").orThrow();
        assertThat(asked).containsExactly(List.of("a"), List.of("b"), List.of("c", "d"));
        answers.get(2).tryEmitValue("3").orThrow();
        assertThat(heard).containsExactly("1", "3", "3", "3");
    }

    @Test
    void givenMoreThanOneStatementTakes_whenOneEnds_thenTheRestWaitsForTheNext() {
        for (String about : List.of("a", "b", "c", "d", "e", "f")) {
            questions.ask(about).subscribe();
        }
        answers.get(0).tryEmitValue("1").orThrow();
        assertThat(asked.get(2)).containsExactly("c", "d", "e");
        answers.get(1).tryEmitValue("2").orThrow();
        assertThat(asked.get(3)).containsExactly("f");
    }

    @Test
    void givenStatementFails_whenAsked_thenItsCallersHearIt_andTheNextIsAsked() {
        List<Throwable> failures = new ArrayList<>();
        questions.ask("a").subscribe(answer -> {}, failures::add);
        answers.get(0).tryEmitError(new IllegalStateException("away")).orThrow();
        assertThat(failures).hasSize(1);

        StepVerifier.create(questions.ask("b"))
                .then(() -> answers.get(1).tryEmitValue("2").orThrow())
                .expectNext("2")
                .verifyComplete();
    }

    @Test
    void givenCallerWhoLeaves_whenAnswered_thenTheOthersHaveTheirs() {
        List<String> heard = new ArrayList<>();
        questions.ask("a").subscribe().dispose();
        questions.ask("b").subscribe();
        questions.ask("c").subscribe().dispose();
        questions.ask("d").subscribe(heard::add);
        answers.get(0).tryEmitValue("1").orThrow();
        answers.get(2).tryEmitValue("3").orThrow();
        assertThat(heard).containsExactly("3");
    }

    private Mono<String> statement(List<String> about) {
        asked.add(about);
        Sinks.One<String> answer = Sinks.one();
        answers.add(answer);
        return answer.asMono();
    }
}
