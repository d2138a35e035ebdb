package io.fluxim.access.socket.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class RecentHeadsTest {

    private static final UserId ANN = new UserId("ann");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Sinks.One<Long>> reads = new ArrayList<>();
    private final RecentHeads heads = new RecentHeads(user -> read(), nanos::get);

    @Test
    void givenSeveralWhoAsk_whenOneReadIsUnderWay_thenAllHaveItsAnswer() {
        List<Long> answers = new ArrayList<>();
        heads.of(ANN).subscribe(answers::add);
        heads.of(ANN).subscribe(answers::add);
        reads.get(0).tryEmitValue(7L);
        heads.of(ANN).subscribe(answers::add);

        assertThat(answers).containsExactly(7L, 7L, 7L);
        assertThat(reads).hasSize(1);
    }

    @Test
    void givenAFailure_whenAskedAgain_thenReadAgain() {
        StepVerifier first = StepVerifier.create(heads.of(ANN)).expectError().verifyLater();
        reads.get(0).tryEmitError(new IllegalStateException("away"));
        first.verify();
        List<Long> answers = new ArrayList<>();
        heads.of(ANN).subscribe(answers::add);
        reads.get(1).tryEmitValue(3L);

        assertThat(answers).containsExactly(3L);
    }

    @Test
    void givenAnAnswerBelowWhatIsWanted_whenAsked_thenReadAgainAndNotOtherwise() {
        List<Long> answers = new ArrayList<>();
        heads.of(ANN).subscribe();
        reads.get(0).tryEmitValue(6L);
        heads.atLeast(ANN, 6).subscribe(answers::add);
        assertThat(reads).hasSize(1);
        heads.atLeast(ANN, 7).subscribe(answers::add);
        reads.get(1).tryEmitValue(7L);

        assertThat(answers).containsExactly(6L, 7L);
    }

    @Test
    void givenMoreThanThereIs_whenAskedAgainAndAgain_thenReadOnceMoreAndNoMore() {
        List<Long> answers = new ArrayList<>();
        for (long wanted = 100; wanted < 600; wanted++) {
            heads.atLeast(ANN, wanted).subscribe(answers::add);
            List.copyOf(reads).forEach(read -> read.tryEmitValue(7L)); // the first one's answer asks for the second
            List.copyOf(reads).forEach(read -> read.tryEmitValue(7L));
        }
        assertThat(answers).hasSize(500).containsOnly(7L);
        assertThat(reads).hasSize(2);
    }

    @Test
    void givenAnOldAnswer_whenAsked_thenReadAgain() {
        heads.of(ANN).subscribe();
        reads.get(0).tryEmitValue(6L);
        nanos.addAndGet(RecentHeads.FRESH.toNanos());
        heads.of(ANN).subscribe();
        assertThat(reads).hasSize(2);
    }

    private Mono<Long> read() {
        return Mono.defer(() -> {
            Sinks.One<Long> answer = Sinks.one();
            reads.add(answer);
            return answer.asMono();
        });
    }
}
