package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import java.util.List;
import java.util.stream.Stream;

/** A database of {@link OrderedCollection}s with {@link OrderedIndex}es. */
final class OrderedDatabase extends AbstractSynchronizedMongoDatabase<Integer> {

    private final Changes changes;

    OrderedDatabase(String name, CursorRegistry cursors, Changes changes) {
        super(name, cursors);
        this.changes = changes;
        initializeNamespacesAndIndexes();
    }

    /** The collection of this name, made where absent. */
    OrderedCollection collection(String name) {
        return (OrderedCollection) resolveOrCreateCollection(name);
    }

    /** All but the server's own. */
    List<OrderedCollection> collections() {
        return namespaces().map(this::collection).toList();
    }

    private Stream<String> namespaces() {
        OrderedCollection namespaces = (OrderedCollection) resolveCollection("system.namespaces", true);
        return namespaces.encoded().stream()
                .map(Encoding::decoded)
                .map(document -> String.valueOf(document.get("name")))
                .map(name -> name.substring(getDatabaseName().length() + 1));
    }

    @Override
    protected OrderedCollection openOrCreateCollection(String name, CollectionOptions options) {
        return new OrderedCollection(this, name, options, cursorRegistry, changes);
    }

    @Override
    protected Index<Integer> openOrCreateUniqueIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(name, keys, sparse);
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}
