package io.fluxim.inbox.heads;

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

    /** What a head numbers: seqs of a conversation ({@code s}) or positions of an inbox ({@code f}). */
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

    /**
     * A number line.
     *
     * @param partition whose one writer owns it
     * @param name      of the conversation or the user
     */
    record Head(Kind kind, int partition, String name) {}

    /** Add {@code count} to a head if it stands at {@code expected}. */
    record Advance(long expected, int count) {}

    /**
     * Advances each head that stands where it is expected, and only those, in one round trip. Answers for each what stood
     * there before, {@link #MISSING} where nothing did: it was advanced if, and only if, that is what was expected. (What
     * stands there now could be another writer's doing.)
     */
    Mono<Map<Head, Long>> advance(Map<Head, Advance> advances);

    /** What these heads stand at; one that is absent, or no number, is left out. Changes nothing. */
    Mono<Map<Head, Long>> read(Collection<Head> heads);

    /** Sets heads to what the store of record proved: also lower. */
    Mono<Void> restore(Map<Head, Long> heads);

    /** Removes these heads, so that the next one who needs it has it proved. */
    Mono<Void> forget(Collection<Head> heads);
}
