package io.fluxim.inbox.timeline;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.GROUP;

import io.fluxim.inbox.HostileDocumentContract;
import io.fluxim.inbox.timeline.Timeline.Stored;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/** Documents of messages, read whole. */
class HostileMessageTest extends HostileDocumentContract<Message> {

    static final Stored STORED = new Stored(
            new Message(
                    new Envelope(
                            MessageId.of(ALICE, GROUP, "1"),
                            "1",
                            ALICE,
                            GROUP,
                            new Content(MessageType.GROUP_CREATED, "{\"a\":1}"),
                            new Extras(
                                    5,
                                    "phone",
                                    Map.of("history", true, "unread", false),
                                    List.of("bob"),
                                    "ex",
                                    new Extras.OfflinePush("title", "desc", "ex", "sound", true)),
                            new MembershipChange(List.of(ALICE), List.of(BOB))),
                    new Seq(7),
                    1_700_000_000_000L),
            new Origin(1, 2, 3));

    @Override
    protected Document good() {
        return MongoMessageCodec.document(STORED);
    }

    @Override
    protected Message read(Document document) {
        return MongoMessageCodec.message(document);
    }

    @Override
    protected Document write(Message message) {
        return MongoMessageCodec.document(new Stored(message, STORED.origin()));
    }
}
