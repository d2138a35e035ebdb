package io.fluxim.pipeline.deadletter;

import io.fluxim.kafka.source.Received;
import io.fluxim.protocol.topic.DeadLetter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import reactor.core.publisher.Mono;

/** Dead letters on the management port: {@code GET /actuator/deadletters?from=}, {@code POST /actuator/deadletters/{number}}. */
@Endpoint(id = "deadletters")
public final class DeadLetterEndpoint {

    /** Most in one answer; a reader goes on behind the last. */
    private static final int PAGE = 200;

    private final DeadLetterReplay replay;

    public DeadLetterEndpoint(DeadLetterReplay replay) {
        this.replay = replay;
    }

    /** A dead letter without its content, which may be private. */
    public record Listed(
            long number,
            String topic,
            int partition,
            long offset,
            Instant at,
            Instant setAside,
            String cause,
            int bytes) {}

    /** Some of them, ascending by number. */
    @ReadOperation
    public Mono<List<Listed>> list(@Nullable Long from) {
        return replay.list(from == null ? 0 : from, PAGE)
                .map(found -> found.stream().map(DeadLetterEndpoint::listed).toList());
    }

    /** Puts one back; 404 if there is none of this number. */
    @WriteOperation
    public Mono<Replayed> replay(@Selector long number) {
        return replay.replay(number).map(letter -> new Replayed(number, letter.topic(), letter.partition()));
    }

    /** Where it went. */
    public record Replayed(long number, String topic, int partition) {}

    private static Listed listed(Received<DeadLetter> received) {
        DeadLetter letter = received.value();
        return new Listed(
                received.offset(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                Instant.ofEpochMilli(letter.at()),
                Instant.ofEpochMilli(received.at()),
                letter.cause(),
                letter.size());
    }
}
