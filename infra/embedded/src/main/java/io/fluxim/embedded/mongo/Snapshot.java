package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** All that a {@link StandIn} holds, as the shortest journal that leads to it. Under the write lock. */
final class Snapshot {

    /** Bytes of a record, about. */
    private static final int RECORD_BYTES = 1 << 20;

    private final StandIn standIn;

    Snapshot(StandIn standIn) {
        this.standIn = standIn;
    }

    /** How many documents there are. */
    long documents() {
        return standIn.databases().stream()
                .map(standIn::database)
                .flatMap(Snapshot::collections)
                .mapToLong(OrderedCollection::count)
                .sum();
    }

    void writeTo(Journal journal) throws IOException {
        Changes changes = new Changes();
        changes.record();
        for (String name : standIn.databases()) {
            for (OrderedCollection collection :
                    collections(standIn.database(name)).toList()) {
                changes.command(name, new Document("create", collection.getCollectionName()));
                List<Document> indexes = indexes(collection);
                if (!indexes.isEmpty()) {
                    changes.command(
                            name,
                            new Document("createIndexes", collection.getCollectionName()).append("indexes", indexes));
                }
                for (byte[] document : collection.encoded()) {
                    changes.put(collection, document);
                    if (changes.bytes().readableBytes() >= RECORD_BYTES) {
                        append(journal, changes);
                    }
                }
            }
        }
        append(journal, changes);
    }

    private static void append(Journal journal, Changes changes) throws IOException {
        if (!changes.isEmpty()) {
            journal.append(changes.bytes());
            changes.clear();
        }
    }

    private static Stream<OrderedCollection> collections(OrderedDatabase database) {
        return database.collections().stream();
    }

    /** Those of the application; the one on {@code _id} is always made. */
    private static List<Document> indexes(OrderedCollection collection) {
        return collection.getIndexes().stream()
                .filter(index -> !index.getName().equals("_id_"))
                .map(index -> index.toIndexDescription())
                .toList();
    }
}
