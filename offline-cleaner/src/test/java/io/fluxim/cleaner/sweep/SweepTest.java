package io.fluxim.cleaner.sweep;

import static io.fluxim.cleaner.sweep.Platform.AGE;
import static io.fluxim.cleaner.sweep.Platform.NOW;
import static io.fluxim.cleaner.sweep.Platform.OLD;
import static io.fluxim.cleaner.sweep.Platform.SOON;
import static io.fluxim.cleaner.sweep.Platform.YOUNG;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.Messages;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SweepTest {

    private static final Conversation DIRECT = Messages.direct("1", "10");
    private static final Conversation GROUP = Messages.group("team");

    private final Platform platform = new Platform();

    @Test
    void givenOldAndYoung_whenSwept_thenTheOldPrefixIsGoneAndTheFloorStands() {
        platform.messages(DIRECT, 7, OLD, "1", "10");
        platform.messages(DIRECT, 2, YOUNG, "1", "10");

        Progress sweep = platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).containsExactly(8L, 9L);
        assertThat(platform.floor("1")).isEqualTo(7);
        assertThat(platform.seqs(DIRECT)).containsExactly(8L, 9L);
        assertThat(Platform.get(platform.retention.floor(DIRECT))).isEqualTo(7);
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.references())
                .isEqualTo(new Tally(
                        2,
                        2,
                        14,
                        0,
                        0,
                        false,
                        List.of(new Tally.Detail("1", 7, 7), new Tally.Detail("10", 7, 7)),
                        List.of(),
                        List.of()));
        assertThat(sweep.bodies())
                .isEqualTo(new Tally(
                        1, 1, 7, 0, 0, false, List.of(new Tally.Detail("d:1:10", 7, 7)), List.of(), List.of()));
    }

    @Test
    void givenOldAboveYoung_whenSwept_thenOnlyThePrefixGoes() {
        platform.messages(DIRECT, 1, OLD, "1");
        platform.messages(GROUP, 1, YOUNG, "1");
        platform.messages(DIRECT, 1, OLD, "1");

        platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).containsExactly(2L, 3L);
        assertThat(platform.seqs(DIRECT)).isEmpty();
        assertThat(platform.seqs(GROUP)).containsExactly(1L);
    }

    @Test
    void givenMessageMissingInHistory_whenSwept_thenItBlocksItsPrefixAndIsNamed() {
        platform.messages(DIRECT, 4, OLD, "1", "10");
        Message missing = platform.unarchived(DIRECT, OLD, "1");
        platform.messages(DIRECT, 4, OLD, "1", "10");

        Progress sweep = platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(platform.positions("10")).isEmpty();
        assertThat(platform.seqs(DIRECT)).containsExactly(5L, 6L, 7L, 8L, 9L);
        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.references().blocked()).isEqualTo(1);
        assertThat(sweep.references().blocks())
                .containsExactly(new Tally.Block("1", "d:1:10", missing.seq().value(), OLD));
        assertThat(sweep.bodies().blocked()).isEqualTo(1);
    }

    @Test
    void givenAnotherMessageAtThePlaceInHistory_whenSwept_thenTheRefusedOneBlocksAndStays() {
        platform.messages(DIRECT, 2, OLD, "1");
        Message refused = platform.refused(DIRECT, OLD, "1");
        platform.messages(DIRECT, 2, OLD, "1");

        Progress sweep = platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).containsExactly(3L, 4L, 5L);
        assertThat(platform.seqs(DIRECT)).containsExactly(3L, 4L, 5L);
        assertThat(sweep.references().blocks())
                .containsExactly(new Tally.Block("1", "d:1:10", refused.seq().value(), OLD));
        assertThat(sweep.bodies().blocked()).isEqualTo(1);
    }

    @Test
    void givenBlockedPrefix_whenHistoryCatchesUp_thenTheNextSweepGoesOn() {
        Message missing = platform.unarchived(DIRECT, OLD, "1");
        platform.messages(DIRECT, 4, OLD, "1");
        platform.run(Mode.DELETE);
        assertThat(platform.positions("1")).hasSize(5);

        Platform.get(platform.history.append(List.of(missing)));
        platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).isEmpty();
        assertThat(platform.seqs(DIRECT)).isEmpty();
        assertThat(platform.floor("1")).isEqualTo(5);
    }

    @Test
    void givenUsersOneAndTen_whenOneIsSwept_thenTenKeepsHis() {
        platform.messages(GROUP, 3, OLD, "1");
        platform.messages(GROUP, 3, YOUNG, "10");

        platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).isEmpty();
        assertThat(platform.positions("10")).containsExactly(1L, 2L, 3L);
        assertThat(platform.floor("10")).isZero();
    }

    @Test
    void givenDryRun_whenSwept_thenNothingChangesAndItSaysWhatADeletionThenDoes() {
        platform.messages(DIRECT, 7, OLD, "1", "10");
        platform.messages(DIRECT, 2, YOUNG, "1", "10");

        Progress dry = platform.run(Mode.DRY_RUN);

        assertThat(platform.positions("1")).hasSize(9);
        assertThat(platform.floor("1")).isZero();
        assertThat(platform.seqs(DIRECT)).hasSize(9);
        assertThat(Platform.get(platform.retention.floor(DIRECT))).isZero();
        Progress real = platform.run(Mode.DELETE);
        assertThat(dry.references()).isEqualTo(real.references());
        assertThat(dry.bodies()).isEqualTo(real.bodies());
    }

    @Test
    void givenOwnClockAheadOfTheStores_whenSwept_thenNothingYoungGoes() {
        platform.messages(DIRECT, 2, OLD, "1");
        platform.messages(DIRECT, 2, YOUNG, "1");
        platform.clocks =
                List.of(Mono.just(NOW.plus(Duration.ofDays(3650))), Mono.just(NOW), Mono.just(NOW.plusSeconds(9)));

        Progress sweep = platform.run(Mode.DELETE);

        assertThat(platform.positions("1")).containsExactly(3L, 4L);
        assertThat(sweep.horizon()).isEqualTo(NOW.minus(AGE));
    }

    @Test
    void givenClockThatDoesNotAnswer_whenSwept_thenNothingIsDeleted() {
        platform.messages(DIRECT, 2, OLD, "1");
        platform.clocks = List.of(Mono.just(NOW), Mono.error(new IllegalStateException("away")));

        Progress sweep = platform.run(Mode.DELETE);

        assertThat(sweep.state()).isEqualTo(State.FAILED);
        assertThat(sweep.cause()).contains("away");
        assertThat(platform.positions("1")).hasSize(2);
    }

    @Test
    void givenBudget_whenSwept_thenStopsAtItForEachKindAndTheNextGoesOn() {
        platform.messages(DIRECT, 10, OLD, "1");
        platform.limits = new SweepLimits(AGE, 3, 7, Duration.ZERO, 0, 2);

        Progress first = platform.run(Mode.DELETE);

        assertThat(first.state()).isEqualTo(State.BUDGET_SPENT);
        assertThat(first.references().deleted()).isEqualTo(7);
        assertThat(first.references().spent()).isTrue();
        assertThat(first.bodies().deleted()).isEqualTo(7);
        assertThat(platform.positions("1")).containsExactly(8L, 9L, 10L);
        assertThat(platform.run(Mode.DELETE).state()).isEqualTo(State.COMPLETE);
        assertThat(platform.positions("1")).isEmpty();
    }

    @Test
    void givenManyPages_whenSwept_thenProgressIsTold() {
        platform.messages(DIRECT, 9, OLD, "1");

        StepVerifier.create(platform.sweep(platform.retention)
                        .run(Mode.DELETE, () -> false)
                        .map(progress -> progress.references().deleted()
                                + progress.bodies().deleted()))
                .expectNext(0L, 3L, 6L, 9L, 9L, 12L, 15L, 18L, 18L, 18L)
                .expectComplete()
                .verify(SOON);
    }

    @Test
    void givenManyInboxes_whenSwept_thenDetailsAreBoundedAndTotalsAreNot() {
        LongStream.range(0, 150).forEach(i -> platform.messages(GROUP, 1, OLD, "u" + i));

        Tally references = platform.run(Mode.DELETE).references();

        assertThat(references.details()).hasSize(Tally.SHOWN);
        assertThat(references.cleaned()).isEqualTo(150);
        assertThat(references.deleted()).isEqualTo(150);
    }

    @Test
    void givenNothing_whenSwept_thenCompletes() {
        Progress sweep = platform.run(Mode.DELETE);

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(sweep.references()).isEqualTo(Tally.NOTHING);
        assertThat(platform.floor("nobody")).isZero();
        assertThat(Platform.get(platform.inbox.heads(List.of(new UserId("nobody")))))
                .containsValue(0L);
    }
}
