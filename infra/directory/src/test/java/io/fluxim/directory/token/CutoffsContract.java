package io.fluxim.directory.token;

import static io.fluxim.directory.Directories.answer;
import static io.fluxim.directory.Directories.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.token.Cutoffs.Login;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every form of {@link Cutoffs} does. */
abstract class CutoffsContract {

    static final Login ANN_WEB = new Login(user("ann"), 5);
    static final Login ANN_IOS = new Login(user("ann"), 1);

    abstract Cutoffs cutoffs();

    @Test
    void givenNothingRaised_whenAsked_thenNone() {
        assertThat(answer(cutoffs().of(ANN_WEB))).isEqualTo(Cutoffs.NONE);
        assertThat(answer(cutoffs().of(List.of()))).isEmpty();
    }

    @Test
    void givenACutoff_whenRaised_thenItIsSeenAtOnceAndForThatPlatformOnly() {
        assertThat(answer(cutoffs().of(List.of(ANN_WEB, ANN_IOS))))
                .isEqualTo(Map.of(ANN_WEB, Cutoffs.NONE, ANN_IOS, Cutoffs.NONE));
        assertThat(answer(cutoffs().raise(ANN_WEB, 1000))).isEqualTo(1000);
        assertThat(answer(cutoffs().of(List.of(ANN_WEB, ANN_IOS, ANN_WEB))))
                .isEqualTo(Map.of(ANN_WEB, 1000L, ANN_IOS, Cutoffs.NONE));
    }

    @Test
    void givenACutoff_whenAskedForNow_thenItStandsAsRaised() {
        assertThat(answer(cutoffs().now(ANN_WEB))).isEqualTo(Cutoffs.NONE);
        assertThat(answer(cutoffs().raise(ANN_WEB, 1000))).isEqualTo(1000);
        assertThat(answer(cutoffs().now(ANN_WEB))).isEqualTo(1000);
        assertThat(answer(cutoffs().now(ANN_IOS))).isEqualTo(Cutoffs.NONE);
    }

    @Test
    void givenACutoff_whenRaisedToAnEarlierTime_thenTheLaterStands() {
        assertThat(answer(cutoffs().raise(ANN_WEB, 2000))).isEqualTo(2000);
        assertThat(answer(cutoffs().raise(ANN_WEB, 1500))).isEqualTo(2000);
        assertThat(answer(cutoffs().of(ANN_WEB))).isEqualTo(2000);
        assertThat(answer(cutoffs().raise(ANN_WEB, 2500))).isEqualTo(2500);
        assertThat(answer(cutoffs().of(ANN_WEB))).isEqualTo(2500);
    }
}
