package io.fluxim.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.trace.Spans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.test.StepVerifier;

class BatchObservationTest {

    private final List<SignalType> ends = new ArrayList<>();
    private final BatchObservation handling = new BatchObservation(ends::add, Spans.NONE);

    @Test
    void givenAllStepsDone_whenTheFlowIsCancelledLater_thenItHasEndedOnceAndWell() {
        handling.step(Mono.just(1))
                .flatMap(done -> handling.last(Mono.empty()))
                .then(Mono.never())
                .subscribe()
                .dispose();

        assertThat(ends).containsExactly(SignalType.ON_COMPLETE);
    }

    @Test
    void givenStepFails_whenTheOthersAreCancelled_thenItHasFailedOnce() {
        StepVerifier.create(Mono.when(
                        handling.step(Mono.never()), handling.step(Mono.error(new IllegalStateException("store")))))
                .verifyErrorMessage("store");

        assertThat(ends).containsExactly(SignalType.ON_ERROR);
    }

    @Test
    void givenStepUnderWay_whenCancelled_thenCancelled() {
        StepVerifier.create(handling.step(Mono.never())).thenCancel().verify();

        assertThat(ends).containsExactly(SignalType.CANCEL);
    }
}
