package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection in memory, in the order of their insertion.
 *
 * <p>Not safe by itself: {@link StandIn} lets one writer or many readers in.
 */
final class OrderedCollection extends AbstractMongoCollection<Integer> {

    private final NavigableMap<Integer, Document> documents = new TreeMap<>();
    private final Changes changes;
    private int nextPosition;

    OrderedCollection(
            MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors, Changes changes) {
        super(database, name, options, cursors);
        this.changes = changes;
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        Document order = orderBy == null ? new Document() : orderBy;
        Map<String, Condition> conditions = Condition.of(query);
        Optional<Plan> best = getIndexes().stream()
                .filter(OrderedIndex.class::isInstance)
                .flatMap(index -> ((OrderedIndex) index).plan(conditions, order).stream())
                .max(Comparator.comparingInt(Plan::score));
        if (best.isEmpty()) {
            return matchDocuments(query, orderBy, skip, limit, batchSize, projection);
        }
        Plan plan = best.get();
        Stream<Document> candidates = plan.positions().map(this::examined);
        return matchDocumentsFromStream(
                query,
                candidates,
                skip,
                limit,
                batchSize,
                plan.direction().isPresent() ? null : deriveComparator(orderBy),
                projection);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document projection) {
        NavigableMap<Integer, Document> all = isNaturalDescending(orderBy) ? documents.descendingMap() : documents;
        Stream<Document> candidates = all.keySet().stream().map(this::examined);
        return matchDocumentsFromStream(candidates, query, orderBy, skip, limit, batchSize, projection);
    }

    private Document examined(Integer position) {
        changes.countExamined();
        return getDocument(position);
    }

    /** Puts a document as the journal knows it, over what is there under its id. */
    void restore(Document document) {
        forget(document.get(getIdField()));
        addDocument(document);
    }

    /** Removes the document of this id, if there is one. */
    void forget(@Nullable Object id) {
        Document key = new Document(getIdField(), id);
        getIndexes().stream()
                .filter(index -> index.getName().equals("_id_"))
                .findFirst()
                .map(index -> index.getPosition(key))
                .map(documents::get)
                .ifPresent(this::removeDocument);
    }

    /** All documents, oldest first. */
    Collection<Document> all() {
        return documents.values();
    }

    @Override
    protected Document getDocument(Integer position) {
        return Objects.requireNonNull(documents.get(position), "an index points to a document that is gone");
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        Integer position = nextPosition++;
        documents.put(position, document);
        changes.put(this, document);
        return position;
    }

    @Override
    protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
        changes.put(this, newDocument);
    }

    @Override
    protected void removeDocument(Integer position) {
        Document removed = documents.remove(position);
        if (removed != null) {
            changes.remove(this, removed.get(getIdField()));
        }
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream().map(entry -> new DocumentWithPosition<>(entry.getValue(), entry.getKey()));
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    protected boolean tracksDataSize() {
        return false; // it would encode every document once more
    }

    @Override
    protected void updateDataSize(int sizeDelta) {
        // not tracked
    }

    @Override
    protected int getDataSize() {
        return 0;
    }
}
