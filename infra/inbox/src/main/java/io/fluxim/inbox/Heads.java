package io.fluxim.inbox;

import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * The shared number lines: the last number given out of each conversation or inbox, readable by everyone and the early
 * warning of a second writer. Safety never rests on it: it may be lost or rolled back at any time.
 */
public interface Heads {

    /** Answered for a head that is not there. */
    long MISSING = -1;

    /** What the heads of one partition number: seqs ({@code s}) or positions ({@code f}). */
    enum Kind {
        SEQ('s'),
        POSITION('f');

        private final char letter;

        Kind(char letter) {
            this.letter = letter;
        }

        public char letter() {
            return letter;
        }
    }

    /** The heads of one partition, which one writer owns and one call reaches. */
    record Shard(Kind kind, int partition) {}

    /** Add {@code count} to a head if it stands at {@code expected}. */
    record Advance(long expected, int count) {}

    /**
     * Advances each head that stands where it is expected, and only those, in one call. Answers for each what stood there
     * before, {@link #MISSING} where nothing did: it was advanced if, and only if, that is what was expected. (What stands
     * there now could be another writer's doing.)
     */
    Mono<Map<String, Long>> advance(Shard shard, Map<String, Advance> advances);

    /** What these heads stand at; one that is absent, or no number, is left out. Changes nothing. */
    Mono<Map<String, Long>> read(Shard shard, Collection<String> names);

    /** Sets heads to what the store of record proved: also lower. */
    Mono<Void> restore(Shard shard, Map<String, Long> heads);

    /** Removes these heads, so that whoever needs one next has it proved. */
    Mono<Void> forget(Shard shard, Collection<String> names);
}
