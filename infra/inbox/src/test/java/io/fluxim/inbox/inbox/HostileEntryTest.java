package io.fluxim.inbox.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.GROUP;

import io.fluxim.inbox.HostileDocumentContract;
import io.fluxim.inbox.Samples;
import org.bson.Document;

/** Documents of inbox entries. */
class HostileEntryTest extends HostileDocumentContract<InboxEntry> {

    @Override
    protected Document good() {
        return MongoEntryCodec.document(Samples.entry(ALICE, 3, GROUP, 9));
    }

    @Override
    protected InboxEntry read(Document document) {
        return MongoEntryCodec.entry(document);
    }

    @Override
    protected Document write(InboxEntry entry) {
        return MongoEntryCodec.document(entry);
    }
}
