package io.fluxim.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class NumberingTest {

    private static final Heads.Shard SHARD = new Heads.Shard(Heads.Kind.SEQ, 3);

    private final InMemoryHeads redis = new InMemoryHeads();
    private final Map<String, Long> store = new HashMap<>();
    private int restores;
    private final Numbering<String, Long> numbering = numbering();

    @Test
    void givenFirstTouch_whenProved_thenRedisIsSetToWhatTheStoreProves() {
        store.put("a", 7L);
        redis.restore(SHARD, Map.of("a", 99L)).block();
        claim(numbering, 2);
        assertThat(redis.advance(SHARD, Map.of("a", new Heads.Advance(9, 1))).block())
                .containsEntry("a", 9L);
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
        StepVerifier.create(numbering.assign(stale, Map.of("a", 1))).verifyError(InDoubt.class);
        numbering.forget(List.of("a"));
        assertThat(proof(numbering)).isEqualTo(2);
        claim(numbering, 1);
        assertThat(store).containsEntry("a", 3L);
    }

    @Test
    void givenRedisLost_whenAssigned_thenInDoubt() {
        claim(numbering, 1);
        redis.forget();
        StepVerifier.create(numbering.assign(Map.of("a", 1L), Map.of("a", 1))).verifyError(InDoubt.class);
    }

    /** Assigns, stores, confirms. */
    private void claim(Numbering<String, Long> writer, int count) {
        long head = proof(writer);
        StepVerifier.create(writer.assign(Map.of("a", head), Map.of("a", count)))
                .verifyComplete();
        store.put("a", head + count);
        writer.confirm(Map.of("a", head + count));
    }

    private static long proof(Numbering<String, Long> writer) {
        return writer.proofs(List.of("a")).block().get("a");
    }

    private Numbering<String, Long> numbering() {
        return new Numbering<>(redis, SHARD, new Numbering.Line<>(name -> name, head -> head, this::prove), 10);
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
