package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;

/** Applies the records of a journal to an empty {@link StandIn}. The form of a change is told at {@link Changes}. */
final class Replay implements Consumer<ByteBuf> {

    private final StandIn standIn;
    private long changes;

    Replay(StandIn standIn) {
        this.standIn = standIn;
    }

    @Override
    public void accept(ByteBuf record) {
        while (record.isReadable()) {
            apply(BsonDecoder.decodeBson(record));
            changes++;
        }
    }

    private void apply(Document change) {
        if (change.containsKey("b")) {
            standIn.apply((String) change.get("b"), (Document) change.get("c"));
            return;
        }
        String namespace = (String) change.get("n");
        int dot = namespace.indexOf('.');
        OrderedCollection collection =
                standIn.database(namespace.substring(0, dot)).collection(namespace.substring(dot + 1));
        if (change.containsKey("p")) {
            collection.restore((Document) change.get("p"));
        } else {
            collection.forget(change.get("d"));
        }
    }

    /** How many were applied. */
    long changes() {
        return changes;
    }
}
