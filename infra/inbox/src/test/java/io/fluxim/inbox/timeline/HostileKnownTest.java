package io.fluxim.inbox.timeline;

import io.fluxim.inbox.HostileDocumentContract;
import org.bson.Document;

/** Documents of messages, read for what tells a repeat. */
class HostileKnownTest extends HostileDocumentContract<Timeline.Known> {

    @Override
    protected Document good() {
        return MongoMessageCodec.document(HostileMessageTest.STORED);
    }

    @Override
    protected Timeline.Known read(Document document) {
        return MongoMessageCodec.known(document);
    }

    @Override
    protected Document write(Timeline.Known known) {
        return MongoMessageCodec.document(HostileMessageTest.STORED)
                .append("q", known.seq().value())
                .append("h", known.contentHash())
                .append(
                        "o",
                        new Document("p", known.origin().partition())
                                .append("n", known.origin().offset())
                                .append("t", known.origin().at()));
    }
}
