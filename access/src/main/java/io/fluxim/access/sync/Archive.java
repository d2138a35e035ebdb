package io.fluxim.access.sync;

import io.fluxim.inbox.InboxEntry;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import java.util.Collection;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where the bodies are that retention has removed from the timeline while an inbox still refers to them. */
@FunctionalInterface
public interface Archive {

    /** The messages that these entries refer to, as far as they are there. */
    Mono<Map<MessageId, Message>> messages(Collection<InboxEntry> entries);
}
