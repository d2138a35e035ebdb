package io.fluxim.inbox.heads;

import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.heads.Heads.MISSING;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.heads.Heads.Advance;
import io.fluxim.inbox.heads.Heads.Head;
import io.fluxim.inbox.heads.Heads.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Heads} guarantee. */
abstract class HeadsContract {

    static final Shard SEQS = new Shard(Kind.SEQ, 17);
    private static final Shard POSITIONS = new Shard(Kind.POSITION, 17);
    private static final Shard OTHERS = new Shard(Kind.SEQ, 18);

    /** Heads of one kind and partition. */
    record Shard(Kind kind, int partition) {

        Head head(String name) {
            return new Head(kind, partition, name);
        }

        /** The same by heads. */
        <V> Map<Head, V> of(Map<String, V> byName) {
            return byName.entrySet().stream()
                    .collect(Collectors.toMap(entry -> head(entry.getKey()), Map.Entry::getValue));
        }

        List<Head> of(List<String> names) {
            return names.stream().map(this::head).toList();
        }
    }

    /** Empty ones for each test. */
    abstract Heads heads();

    /** Loses everything that {@link #heads} keep. */
    abstract void forget();

    @Test
    void givenNothing_whenAdvanced_thenMissingAndStillMissing() {
        Heads heads = heads();

        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(0, 2))))))
                .isEqualTo(SEQS.of(Map.of("a", MISSING)));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(0, 2))))))
                .isEqualTo(SEQS.of(Map.of("a", MISSING)));
        assertThat(get(heads.advance(SEQS.of(Map.of())))).isEmpty();
        done(heads.restore(SEQS.of(Map.of())));
    }

    @Test
    void givenHeads_whenAdvanced_thenOnlyThoseThatStandAsExpected() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 0L, "b", 41L, "c", 7L))));

        assertThat(get(heads.advance(SEQS.of(Map.of(
                        "a", new Advance(0, 2),
                        "b", new Advance(40, 1),
                        "c", new Advance(7, 3),
                        "d", new Advance(0, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", 0L, "b", 41L, "c", 7L, "d", MISSING)));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(2, 1), "b", new Advance(41, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", 2L, "b", 41L)));
    }

    @Test
    void givenHeads_whenRead_thenThoseThatAreThereAndNothingChanges() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 5L, "b", 7L))));

        assertThat(get(heads.read(SEQS.of(List.of("a", "c", "a"))))).isEqualTo(SEQS.of(Map.of("a", 5L)));
        assertThat(get(heads.read(SEQS.of(List.of())))).isEmpty();
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(5, 1), "c", new Advance(0, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", 5L, "c", MISSING)));
    }

    @Test
    void givenHeadAhead_whenRestoredLower_thenStandsThere() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 10L))));
        done(heads.restore(SEQS.of(Map.of("a", 4L))));

        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(4, 1)))))).isEqualTo(SEQS.of(Map.of("a", 4L)));
    }

    @Test
    void givenSameNameInOtherShards_whenAdvanced_thenTheyAreApart() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 1L))));
        done(heads.restore(POSITIONS.of(Map.of("a", 2L))));
        done(heads.restore(OTHERS.of(Map.of("a", 3L))));

        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(1, 1)))))).isEqualTo(SEQS.of(Map.of("a", 1L)));
        assertThat(get(heads.advance(POSITIONS.of(Map.of("a", new Advance(2, 1))))))
                .isEqualTo(POSITIONS.of(Map.of("a", 2L)));
        assertThat(get(heads.advance(OTHERS.of(Map.of("a", new Advance(3, 1))))))
                .isEqualTo(OTHERS.of(Map.of("a", 3L)));
    }

    @Test
    void givenSecondWriterWhoAddedTheSame_whenAdvanced_thenTheAnswerTellsThemApart() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 5L))));
        get(heads.advance(SEQS.of(Map.of("a", new Advance(5, 2)))));

        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(5, 2)))))).isEqualTo(SEQS.of(Map.of("a", 7L)));
    }

    @Test
    void givenEverythingLost_whenAdvanced_thenMissingUntilRestored() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 5L))));
        get(heads.advance(SEQS.of(Map.of("a", new Advance(5, 1)))));
        forget();

        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(6, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", MISSING)));
        done(heads.restore(SEQS.of(Map.of("a", 6L))));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(6, 1)))))).isEqualTo(SEQS.of(Map.of("a", 6L)));
    }

    @Test
    void givenHeads_whenSomeAreForgotten_thenTheyAreMissingAndTheOthersStand() {
        Heads heads = heads();
        done(heads.restore(SEQS.of(Map.of("a", 5L, "b", 7L))));
        done(heads.restore(POSITIONS.of(Map.of("a", 2L))));

        done(heads.forget(SEQS.of(List.of("a", "c"))));
        done(heads.forget(SEQS.of(List.of())));

        assertThat(get(heads.read(SEQS.of(List.of("a", "b"))))).isEqualTo(SEQS.of(Map.of("b", 7L)));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(5, 1))))))
                .isEqualTo(SEQS.of(Map.of("a", MISSING)));
        assertThat(get(heads.read(POSITIONS.of(List.of("a"))))).isEqualTo(POSITIONS.of(Map.of("a", 2L)));
    }

    @Test
    void givenLargeNumbers_whenAdvanced_thenExact() {
        Heads heads = heads();
        long large = (1L << 53) - 10;
        done(heads.restore(SEQS.of(Map.of("a", large))));

        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(large, 3))))))
                .isEqualTo(SEQS.of(Map.of("a", large)));
        assertThat(get(heads.advance(SEQS.of(Map.of("a", new Advance(large, 3))))))
                .isEqualTo(SEQS.of(Map.of("a", large + 3)));
    }

    @Test
    void givenVeryLargeBatch_whenAdvanced_thenEachIsAnswered() {
        Heads heads = heads();
        Map<String, Long> all =
                IntStream.range(0, 5000).boxed().collect(Collectors.toMap(n -> "g:" + n, Long::valueOf));
        done(heads.restore(SEQS.of(all)));

        Map<String, Advance> advances = all.keySet().stream()
                .collect(Collectors.toMap(Function.identity(), name -> new Advance(all.get(name), 1)));
        Map<Head, Long> answers = get(heads.advance(SEQS.of(advances)));

        assertThat(answers)
                .hasSameSizeAs(all)
                .allSatisfy((name, head) -> assertThat(head).isEqualTo(all.get(name.name())));
    }
}
