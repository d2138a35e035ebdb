package io.fluxim.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {

    private final List<String> said = new ArrayList<>();
    private final Parts parts = new Parts();

    @Test
    void givenSeveralStarted_whenStopped_thenLastFirst_andOnce() {
        parts.start("stores", () -> () -> {});
        parts.start("access", () -> () -> {});

        parts.stop(said::add);
        parts.stop(said::add);

        assertThat(said).containsExactly("access stopped", "stores stopped");
    }

    @Test
    void givenOneFailsToStop_whenStopped_thenTheOthersStopAllTheSame() {
        parts.start("stores", () -> () -> {});
        parts.start("access", () -> () -> {
            throw new IllegalStateException("stuck");
        });

        parts.stop(said::add);

        assertThat(said)
                .containsExactly(
                        "access did not stop cleanly: java.lang.IllegalStateException: stuck", "stores stopped");
    }

    @Test
    void givenStopped_whenAnotherPartStarts_thenRefused() {
        parts.stop(said::add);

        assertThatThrownBy(() -> parts.start("access", () -> () -> {})).isInstanceOf(CannotRun.class);
    }
}
