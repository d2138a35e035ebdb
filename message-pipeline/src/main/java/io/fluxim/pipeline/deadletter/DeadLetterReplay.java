package io.fluxim.pipeline.deadletter;

import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.source.KafkaScan;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.topic.Codec;
import io.fluxim.protocol.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lists what was set aside, and puts one back where it came from: byte for byte, as a new record of its topic. Once the
 * defect is mended it goes its way; if not, it is set aside again. Every effect is idempotent, so twice does no harm.
 */
public final class DeadLetterReplay {

    private static final Codec<byte[]> AS_IT_IS = new Codec<>() {
        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public byte[] decode(byte[] bytes) {
            return bytes;
        }
    };

    private final KafkaScan<DeadLetter> letters;
    private final RecordSink sink;

    public DeadLetterReplay(KafkaScan<DeadLetter> letters, RecordSink sink) {
        this.letters = letters;
        this.sink = sink;
    }

    /** Dead letters from this number on (their offset in {@code im.dead-letter}), ascending. */
    public Mono<List<Received<DeadLetter>>> list(long from, int limit) {
        return letters.from(from, limit);
    }

    /**
     * Puts the one with this number back; empty if there is none. Completes when Kafka has it. {@link IllegalStateException} for
     * one that is not whole.
     */
    public Mono<DeadLetter> replay(long number) {
        return letters.from(number, 1)
                .flatMapIterable(found -> found)
                .filter(found -> found.offset() == number)
                .next()
                .map(Received::value)
                .doOnNext(letter -> whole(number, letter))
                .flatMap(letter -> sink.append(again(letter)).thenReturn(letter));
    }

    private static void whole(long number, DeadLetter letter) {
        if (letter.isCut()) {
            throw new IllegalStateException("dead letter " + number + " holds " + letter.value().length + " of "
                    + letter.size() + " bytes and cannot be put back; the whole record stands at offset "
                    + letter.offset() + " of " + letter.topic() + "-" + letter.partition());
        }
    }

    private static Outgoing<byte[]> again(DeadLetter letter) {
        Topic<byte[]> origin = new Topic<>(letter.topic(), AS_IT_IS);
        return new Outgoing<>(
                origin, letter.partition(), new String(letter.key(), StandardCharsets.UTF_8), letter.value());
    }
}
