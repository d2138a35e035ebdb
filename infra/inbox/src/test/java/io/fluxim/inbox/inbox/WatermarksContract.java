package io.fluxim.inbox.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What {@link Watermarks} guarantee. */
abstract class WatermarksContract {

    /** An empty one for each test. */
    abstract Watermarks watermarks();

    @Test
    void givenNothing_whenAsked_thenNoDevice() {
        assertThat(get(watermarks().of(ALICE))).isEmpty();
    }

    @Test
    void givenDevices_whenRaised_thenEachOnItsOwnAndNeverLower() {
        Watermarks watermarks = watermarks();
        done(watermarks.raise(ALICE, "phone", 7));
        done(watermarks.raise(ALICE, "desk.top $1", 2));
        done(watermarks.raise(BOB, "phone", 1));
        done(watermarks.raise(ALICE, "phone", 5));

        assertThat(get(watermarks.of(ALICE))).isEqualTo(Map.of("phone", 7L, "desk.top $1", 2L));
        assertThat(get(watermarks.of(BOB))).isEqualTo(Map.of("phone", 1L));
    }

    @Test
    void givenConcurrentRaises_whenDone_thenTheHighestStands() {
        Watermarks watermarks = watermarks();

        StepVerifier.create(Flux.range(1, 100)
                        .flatMap(n -> watermarks.raise(ALICE, "phone", n).subscribeOn(Schedulers.parallel()), 8))
                .expectComplete()
                .verify(SOON);

        assertThat(get(watermarks.of(ALICE))).isEqualTo(Map.of("phone", 100L));
    }
}
