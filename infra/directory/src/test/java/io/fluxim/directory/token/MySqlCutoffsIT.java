package io.fluxim.directory.token;

import static io.fluxim.directory.Directories.answer;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.directory.AwayConnections;
import io.fluxim.directory.Directories;
import io.fluxim.directory.MySqlDirectory;
import io.fluxim.protocol.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class MySqlCutoffsIT extends CutoffsContract {

    private final AtomicLong nanos = new AtomicLong();
    private final MySqlDirectory directory = new MySqlDirectory();
    private final AwayConnections connections = new AwayConnections(directory.connections());
    private final Cutoffs cutoffs = MySqlDirectory.cutoffs(MySqlDirectory.statements(connections), nanos::get);
    private final Cutoffs elsewhere = MySqlDirectory.cutoffs(directory.mysql(), nanos::get);

    @Override
    Cutoffs cutoffs() {
        return cutoffs;
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void givenAnotherProcess_whenItRaises_thenItIsSeenWithinThirtySeconds() {
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(Cutoffs.NONE);
        answer(elsewhere.raise(ANN_WEB, 1000));
        pass(Duration.ofSeconds(29));
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(Cutoffs.NONE);
        pass(Duration.ofSeconds(1));
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(1000);
    }

    @Test
    void givenAnotherProcess_whenItRaises_thenWhoAsksForNowSeesItAtOnce() {
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(Cutoffs.NONE);
        answer(elsewhere.raise(ANN_WEB, 1000));
        assertThat(answer(cutoffs.now(ANN_WEB))).isEqualTo(1000);
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(1000);
    }

    @Test
    void givenAnotherProcess_whenItRaisedHigher_thenOurLowerRaiseAnswersItsTime() {
        answer(elsewhere.raise(ANN_WEB, 5000));
        assertThat(answer(cutoffs.raise(ANN_WEB, 1000))).isEqualTo(5000);
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(5000);
    }

    @Test
    void givenMySqlAway_whenMemoryIsCold_thenUnavailableAndNeverNone() {
        answer(cutoffs.raise(ANN_WEB, 1000));
        connections.away(true);
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(1000);
        StepVerifier.create(cutoffs.of(List.of(ANN_WEB, ANN_IOS)))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
        pass(Duration.ofSeconds(30));
        StepVerifier.create(cutoffs.of(ANN_WEB))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
        connections.away(false);
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(1000);
    }

    @Test
    void givenARaiseThatFails_whenAsked_thenMySqlIsAskedAgain() {
        assertThat(answer(cutoffs.of(ANN_WEB))).isEqualTo(Cutoffs.NONE);
        connections.away(true);
        StepVerifier.create(cutoffs.raise(ANN_WEB, 1000))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
        StepVerifier.create(cutoffs.of(ANN_WEB))
                .expectError(StoreUnavailable.class)
                .verify(Directories.PATIENCE);
    }

    @Test
    void givenManyLogins_whenAskedAtOnce_thenTheyCostOneConnectionAndThenNone() {
        List<Cutoffs.Login> logins = IntStream.range(0, 1200)
                .mapToObj(i -> new Cutoffs.Login(Directories.user("u" + i), 5))
                .toList();
        answer(Flux.range(0, 3)
                .concatMap(i -> elsewhere.raise(logins.get(i * 500), 7))
                .count());

        assertThat(answer(cutoffs.of(logins)).values().stream().filter(cutoff -> cutoff == 7))
                .hasSize(3);
        assertThat(answer(cutoffs.of(logins))).hasSize(1200);
        assertThat(connections.asked()).isEqualTo(1);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
