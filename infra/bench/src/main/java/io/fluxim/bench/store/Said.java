package io.fluxim.bench.store;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.stream.Stream;

/** A numbered message and who gets it. Each of them is in this conversation alone, so that positions are seqs. */
record Said(Message message, List<UserId> members) {

    /** What it is in the inboxes. */
    Stream<InboxEntry> entries() {
        return members.stream()
                .map(user -> new InboxEntry(
                        position(),
                        new Reference(user, message.conversation(), message.seq()),
                        message.id(),
                        message.at()));
    }

    /** Its place in each of the inboxes. */
    Position position() {
        return new Position(message.seq().value());
    }
}
