package io.fluxim.pipeline.inbox;

import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Fanout;
import java.util.List;
import java.util.stream.Stream;

/** An entry that an inbox is to have. */
public record DeliveryEntry(UserId user, Message message) {

    /** The entries that a record asks for, in its order. */
    public static Stream<DeliveryEntry> of(Fanout fanout) {
        return fanout.deliveries().stream()
                .flatMap(delivery ->
                        delivery.receivers().stream().map(user -> new DeliveryEntry(user, delivery.message())));
    }

    Reference reference() {
        return new Reference(user, message.conversation(), message.seq());
    }

    /** The users of these entries, each once. */
    static List<UserId> users(List<DeliveryEntry> entries) {
        return entries.stream().map(DeliveryEntry::user).distinct().toList();
    }
}
