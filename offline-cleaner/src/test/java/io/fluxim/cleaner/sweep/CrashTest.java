package io.fluxim.cleaner.sweep;

import static io.fluxim.cleaner.sweep.Platform.AGE;
import static io.fluxim.cleaner.sweep.Platform.OLD;
import static io.fluxim.cleaner.sweep.Platform.YOUNG;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.Messages;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sweep that dies at any effect, before or after it happened. */
class CrashTest {

    private static final Conversation DIRECT = Messages.direct("1", "10");

    private final Platform platform = new Platform();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givenCrashBeforeAnEffect_whenSweptAgain_thenAllIsDoneAndNothingYoungIsGone(int effect) {
        crashThenSweep(effect, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void givenCrashAfterAnEffect_whenSweptAgain_thenAllIsDoneAndNothingYoungIsGone(int effect) {
        crashThenSweep(effect, true);
    }

    private void crashThenSweep(int effect, boolean happened) {
        platform.messages(DIRECT, 5, OLD, "1", "10");
        platform.messages(DIRECT, 1, YOUNG, "1", "10");
        FaultyRetention faulty = new FaultyRetention(platform.retention, effect, happened);

        Progress crashed = Platform.get(
                platform.sweep(faulty).run(Mode.DELETE, () -> false).last());

        assertThat(faulty.failed()).isTrue();
        assertThat(crashed.state()).isEqualTo(State.FAILED);
        assertThat(List.of("1", "10")).allSatisfy(user -> served(user));

        assertThat(platform.run(Mode.DELETE).state()).isEqualTo(State.COMPLETE);

        assertThat(List.of("1", "10")).allSatisfy(user -> {
            assertThat(platform.positions(user)).containsExactly(6L);
            assertThat(platform.floor(user)).isEqualTo(5);
        });
        assertThat(platform.seqs(DIRECT)).containsExactly(6L);
        assertThat(Platform.get(platform.inbox.heads(List.of(new UserId("1"))))).containsValue(6L);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givenOneFailedAnswer_whenTriedAgain_thenTheSweepCompletes(boolean happened) {
        platform.messages(DIRECT, 5, OLD, "1");
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ZERO, 1, 2);
        FaultyRetention faulty = new FaultyRetention(platform.retention, 2, happened);

        Progress sweep = Platform.get(
                platform.sweep(faulty).run(Mode.DELETE, () -> false).last());

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(platform.positions("1")).isEmpty();
        assertThat(platform.seqs(DIRECT)).isEmpty();
    }

    /** At any instant: every position is at or below the floor, or there. */
    private void served(String user) {
        long floor = platform.floor(user);
        for (long position = floor + 1; position <= 6; position++) {
            assertThat(platform.positions(user)).contains(position);
        }
    }
}
