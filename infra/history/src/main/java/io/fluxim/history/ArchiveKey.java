package io.fluxim.history;

import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;

/**
 * One message at one place: what the archive is asked for. A place alone does not tell a message: the archive keeps the first
 * that came there and refuses every other one.
 */
public record ArchiveKey(Place place, MessageId message) {

    public static ArchiveKey of(Message message) {
        return new ArchiveKey(Place.of(message), message.id());
    }
}
