package io.fluxim.cleaner.sweep;

import static io.fluxim.cleaner.sweep.Platform.AGE;
import static io.fluxim.cleaner.sweep.Platform.OLD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.Messages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Documents that cannot be read: what stands above them stays, and nobody else waits for it. */
class UnreadableTest {

    private static final Conversation DIRECT = Messages.direct("1", "10");
    private static final Conversation GROUP = Messages.group("team");

    private final Platform platform = new Platform();
    private final Retention damaged = new DamagedRetention(platform.retention, new UserId("10"), 5, DIRECT);

    @BeforeEach
    void messages() {
        platform.messages(DIRECT, 7, OLD, "1", "10");
        platform.messages(GROUP, 4, OLD, "2");
    }

    @Test
    void givenSomeUnreadable_whenSwept_thenTheOthersAreCleanedAndTheseAreToldOf() {
        Progress sweep = run(Mode.DELETE);

        assertThat(sweep.state()).isEqualTo(State.COMPLETE);
        assertThat(platform.positions("1")).isEmpty();
        assertThat(platform.positions("2")).isEmpty();
        assertThat(platform.seqs(GROUP)).isEmpty();
        assertThat(sweep.references().unreadable()).isEqualTo(2);
        assertThat(sweep.references().damages())
                .containsExactly(
                        new Tally.Damage("!", "document ! cannot be read: it names no user"),
                        new Tally.Damage("10", "document 10 cannot be read: q is missing"));
        assertThat(sweep.bodies().damages())
                .containsExactly(new Tally.Damage("d:1:10", "document c:d:1:10 cannot be read: floor is missing"));
    }

    @Test
    void givenUnreadableEntry_whenSwept_thenOnlyWhatLiesBelowItGoes() {
        run(Mode.DELETE);
        run(Mode.DELETE);

        assertThat(platform.positions("10")).containsExactly(5L, 6L, 7L);
        assertThat(platform.floor("10")).isEqualTo(4);
        assertThat(platform.seqs(DIRECT)).hasSize(7);
    }

    @Test
    void givenUnreadableEntryAtOrBelowTheFloor_whenSwept_thenItGoesWithWhatACrashHasLeft() {
        platform.retention.raiseFloor(new UserId("10"), 6).block(Platform.SOON);

        run(Mode.DELETE);

        assertThat(platform.positions("10")).containsExactly(7L);
        assertThat(platform.floor("10")).isEqualTo(6);
    }

    @Test
    void givenDryRun_whenItComesUponThem_thenItSaysWhatADeletionThenDoes() {
        Progress dry = run(Mode.DRY_RUN);

        assertThat(platform.positions("10")).hasSize(7);
        Progress real = run(Mode.DELETE);
        assertThat(dry.references()).isEqualTo(real.references());
        assertThat(dry.bodies()).isEqualTo(real.bodies());
    }

    @Test
    void givenRetries_whenSomethingCannotBeRead_thenItIsNotReadAgain() {
        platform.limits = new SweepLimits(AGE, 3, 1000, Duration.ZERO, 10, 2);

        assertThat(run(Mode.DELETE).bodies().unreadable()).isEqualTo(1);
    }

    @Test
    void givenSweepsThatComeUponThem_whenTheyEnd_thenEachTimeCounts() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Sweeps sweeps = new Sweeps(
                platform.sweep(damaged),
                new SweepSchedule(Optional.empty(), Duration.ZERO, Clock.systemUTC(), Schedulers.parallel()),
                new SweepMeters(meters),
                Clock.systemUTC());

        Platform.get(result(sweeps));
        Platform.get(result(sweeps));

        assertThat(unreadable(meters, "references")).isEqualTo(4);
        assertThat(unreadable(meters, "bodies")).isEqualTo(2);
    }

    private Progress run(Mode mode) {
        return Platform.get(platform.sweep(damaged).run(mode, () -> false).last());
    }

    private static Mono<Progress> result(Sweeps sweeps) {
        return ((Sweeps.Begun.Started) sweeps.begin(Mode.DELETE)).result();
    }

    private static double unreadable(SimpleMeterRegistry meters, String kind) {
        return meters.get(SweepMeters.UNREADABLE).tag("kind", kind).counter().count();
    }
}
