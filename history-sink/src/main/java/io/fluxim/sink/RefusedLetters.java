package io.fluxim.sink;

import io.fluxim.history.Appended.Refused;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.Received;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.topic.Codecs;
import io.fluxim.protocol.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the archive refused of a batch, as dead letters with the places of their records. Pure. */
final class RefusedLetters {

    private RefusedLetters() {}

    static List<DeadLetter> of(Batch<Message> batch, List<Refused> refused) {
        Map<Message, Place> places = new IdentityHashMap<>(); // the same message may stand in a batch twice
        batch.shares()
                .forEach(share -> share.records()
                        .forEach(record -> places.put(record.value(), new Place(share.partition(), record))));
        return refused.stream().map(one -> letter(places, one)).toList();
    }

    /** Where a message stood. */
    private record Place(int partition, Received<Message> record) {}

    private static DeadLetter letter(Map<Message, Place> places, Refused refused) {
        Message message = refused.message();
        @Nullable Place place = places.get(message);
        if (place == null) {
            throw new IllegalStateException("the archive refused a message that it was not given: " + message.id());
        }
        return new DeadLetter(
                Topic.SEQUENCED.name(),
                place.partition(),
                place.record().offset(),
                place.record().at(),
                refused.cause(),
                message.conversation().key().getBytes(StandardCharsets.UTF_8),
                Codecs.MESSAGE.encode(message));
    }
}
