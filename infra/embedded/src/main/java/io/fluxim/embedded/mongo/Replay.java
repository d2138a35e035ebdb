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
        if (change.get("b") instanceof String database && change.get("c") instanceof Document command) {
            standIn.apply(database, command);
        } else if (change.get("p") instanceof Document document) {
            collection(change).restore(document);
        } else {
            collection(change).forget(change.get("d"));
        }
    }

    private OrderedCollection collection(Document change) {
        String namespace = String.valueOf(change.get("n"));
        int dot = namespace.indexOf('.');
        return standIn.database(namespace.substring(0, dot)).collection(namespace.substring(dot + 1));
    }

    /** How many were applied. */
    long changes() {
        return changes;
    }
}
