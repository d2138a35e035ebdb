package io.fluxim.bench.store;

import io.fluxim.bench.load.Body;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.util.List;

/** A conversation whose members talk in turn. */
record Talk(Conversation conversation, List<UserId> members) {

    /** No number of a message that a device sent. */
    private static final String NAME = "seed-";

    /** Its message at this seq, of as many bytes as those that devices send. */
    Said at(long seq, long millis) {
        UserId sender = members.get((int) (seq % members.size()));
        Content content = new Content(MessageType.TEXT, "\"" + Body.of((int) seq) + "\"");
        Envelope envelope = Envelope.of(sender, conversation, NAME + seq, content, Extras.NONE);
        return new Said(new Message(envelope, new Seq(seq), millis), members);
    }
}
