package io.fluxim.inbox.heads;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.InDoubt;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class NumberingTest {

    private static final Heads.Head A = head("a");
    /** Of the one assignment. */
    private static final IntToLongFunction FIRST = partition -> 1;

    private final InMemoryHeads redis = new InMemoryHeads();
    private final Map<String, Long> store = new HashMap<>();
    private int restores;
    private final Numbering<String, Long> numbering = numbering();

    @Test
    void givenFirstTouch_whenProved_thenRedisIsSetToWhatTheStoreProves() {
        store.put("a", 7L);
        redis.restore(Map.of(A, 99L)).block();
        claim(numbering, 2);
        assertThat(redis.advance(Map.of(A, new Heads.Advance(9, 1))).block()).containsEntry(A, 9L);
    }

    @Test
    void givenOwnAcknowledgedInserts_whenNumberingOn_thenNothingIsRestored() {
        claim(numbering, 2);
        claim(numbering, 3);
        assertThat(restores).isEqualTo(1);
        assertThat(proof(numbering)).isEqualTo(5);
    }

    @Test
    void givenSecondWriter_whenFirstGoesOn_thenInDoubtUntilItForgets() {
        claim(numbering, 1);
        claim(numbering(), 1);

        Map<String, Long> stale = Map.of("a", proof(numbering));
        StepVerifier.create(numbering.assign(stale, Map.of("a", 1), Mono.empty()))
                .verifyError(InDoubt.class);
        numbering.forget(List.of("a"));
        assertThat(proof(numbering)).isEqualTo(2);
        claim(numbering, 1);
        assertThat(store).containsEntry("a", 3L);
    }

    @Test
    void givenRedisLost_whenAssigned_thenInDoubt() {
        claim(numbering, 1);
        redis.forget();
        StepVerifier.create(numbering.assign(Map.of("a", 1L), Map.of("a", 1), Mono.empty()))
                .verifyError(InDoubt.class);
    }

    /** Whatever becomes of the one, nobody goes on before the other is done, too. */
    @Test
    void givenRedisThatRefuses_whenTheInsertTakesLonger_thenInDoubtAfterTheInsert() {
        claim(numbering, 1);
        redis.forget();
        Sinks.Empty<Void> insert = Sinks.empty();
        StepVerifier.create(numbering.assign(Map.of("a", 1L), Map.of("a", 1), insert.asMono()))
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(50))
                .then(insert::tryEmitEmpty)
                .verifyError(InDoubt.class);
    }

    /** A partition lost and regained: another owner may have numbered in between. */
    @Test
    void givenPartitionRegained_whenNumberingOn_thenProofsOfTheAssignmentBeforeDoNotCount() {
        claim(numbering, 2);
        store.put("a", 7L);
        IntToLongFunction second = partition -> 2;
        assertThat(numbering.proofs(List.of("a"), second).block()).containsEntry("a", 7L);
        assertThat(restores).isEqualTo(2);

        numbering.confirm(Map.of("a", 4L), FIRST); // a batch of the lost assignment ends late
        assertThat(numbering.proofs(List.of("a"), second).block()).containsEntry("a", 7L);
    }

    @Test
    void givenPartitionThatIsNotOurs_whenNumbered_thenNothingIsRemembered() {
        IntToLongFunction none = partition -> -1;
        numbering.confirm(Map.of("a", 4L), none);
        assertThat(numbering.proofs(List.of("a"), none).block()).containsEntry("a", 0L);
        assertThat(restores).isEqualTo(1);
    }

    /** Assigns, stores, confirms. */
    private void claim(Numbering<String, Long> writer, int count) {
        long head = proof(writer);
        Mono<Void> insert = Mono.fromRunnable(() -> store.put("a", head + count));
        StepVerifier.create(writer.assign(Map.of("a", head), Map.of("a", count), insert))
                .verifyComplete();
        writer.confirm(Map.of("a", head + count), FIRST);
    }

    private static long proof(Numbering<String, Long> writer) {
        return writer.proofs(List.of("a"), FIRST).block().get("a");
    }

    private Numbering<String, Long> numbering() {
        return new Numbering<>(redis, new Numbering.NumberSeries<>(NumberingTest::head, head -> head, this::prove), 10);
    }

    private static Heads.Head head(String name) {
        return new Heads.Head(Heads.Kind.SEQ, 3, name);
    }

    private Mono<Map<String, Long>> prove(Collection<String> names) {
        return Mono.fromSupplier(() -> {
            restores++;
            Map<String, Long> proved = new HashMap<>();
            names.forEach(name -> proved.put(name, store.getOrDefault(name, 0L)));
            return proved;
        });
    }
}
