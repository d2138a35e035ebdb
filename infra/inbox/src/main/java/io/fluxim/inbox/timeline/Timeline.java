package io.fluxim.inbox.timeline;

import io.fluxim.inbox.InDoubt;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UnknownFields;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The messages of all conversations, each once, dense by seq within its conversation. */
public interface Timeline {

    /**
     * A message that is there: what tells a redelivered record, a client's retry and a conflict apart.
     *
     * @param unknown what a newer release has stored of it besides: it is published again as it was stored
     */
    record Known(Seq seq, Origin origin, String contentHash, UnknownFields unknown) {

        /** One of which this release knows all. */
        public Known(Seq seq, Origin origin, String contentHash) {
            this(seq, origin, contentHash, UnknownFields.NONE);
        }
    }

    /** A message and the record that numbered it. */
    record Stored(Message message, Origin origin) {}

    /**
     * The end of a conversation, as proved by the store.
     *
     * @param head last seq; 0 for none
     * @param last the record of the last message, where one is there
     */
    record Tail(long head, Optional<Origin> last) {}

    /** Those of these messages that are there. */
    Mono<Map<MessageId, Known>> recognise(Collection<MessageId> ids);

    /**
     * The ends of these conversations: the last message is read first and the floor second, the higher one is the head.
     * Every conversation asked for is answered.
     */
    Mono<Map<Conversation, Tail>> tails(Collection<Conversation> conversations);

    /**
     * Appends in the order given and stops at the first that is refused. Any error, {@link InDoubt} for a duplicate key
     * included, leaves open how many are there: the caller starts again from {@link #recognise}.
     */
    Mono<Void> append(List<Stored> messages);

    /** The messages with these ids, as far as they are there. */
    Mono<Map<MessageId, Message>> messages(Collection<MessageId> ids);

    /** The messages of one conversation above {@code after}, ascending by seq, at most {@code limit}. */
    Mono<List<Stored>> after(Conversation conversation, long after, int limit);
}
