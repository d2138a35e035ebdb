package io.fluxim.history;

import io.fluxim.protocol.Message;
import java.util.List;

/**
 * Some messages of a conversation, in the order asked for.
 *
 * @param more whether there are further ones in the range
 */
public record Page(List<Message> messages, boolean more) {

    public Page {
        messages = List.copyOf(messages);
    }
}
