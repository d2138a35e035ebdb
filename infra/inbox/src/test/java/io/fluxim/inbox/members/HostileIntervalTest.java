package io.fluxim.inbox.members;

import static io.fluxim.inbox.Samples.ALICE;

import io.fluxim.inbox.HostileDocumentContract;
import org.bson.Document;

/** Documents of members' intervals. */
class HostileIntervalTest extends HostileDocumentContract<Members.Interval> {

    @Override
    protected Document good() {
        return write(new Members.Interval(ALICE, 1, 9));
    }

    @Override
    protected Members.Interval read(Document document) {
        return MongoMembers.interval(document);
    }

    @Override
    protected Document write(Members.Interval interval) {
        return new Document("_id", "x")
                .append("u", interval.user().value())
                .append("from", interval.from())
                .append("to", interval.to());
    }
}
