package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection in memory, in the order of their insertion, each as its BSON: a fifth of the memory of a
 * {@link Document}, one object for the collector to visit, and the very bytes that the journal gets. Every reader decodes its
 * own, so nothing that was read changes afterwards.
 *
 * <p>Not safe by itself: {@link StandIn} lets one writer or many readers in.
 */
final class OrderedCollection extends AbstractMongoCollection<Integer> {

    private final NavigableMap<Integer, byte[]> documents = new TreeMap<>();
    private final Encoding encoding = new Encoding();
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
        NavigableMap<Integer, byte[]> all = isNaturalDescending(orderBy) ? documents.descendingMap() : documents;
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
                .map(this::getDocument)
                .ifPresent(this::removeDocument);
    }

    /** The BSON of all documents, oldest first. */
    Collection<byte[]> encoded() {
        return documents.values();
    }

    @Override
    protected Document getDocument(Integer position) {
        byte[] encoded = Objects.requireNonNull(documents.get(position), "an index points to a document that is gone");
        return Encoding.decoded(encoded);
    }

    /** The server beneath looks each key up before it adds it: one search in each index is enough where all goes well. */
    @Override
    public void addDocument(Document document) {
        byte[] encoded = encoding.encoded(document); // before a key is taken: it may fail
        if (claimed(document)) {
            keep(nextPosition++, encoded);
        } else {
            super.addDocument(document); // makes an id, or complains
        }
    }

    /** Whether this document has its keys in all indexes, at the next position; all or none. */
    private boolean claimed(Document document) {
        if (document.getOrDefault(getIdField(), List.of()) instanceof Collection) {
            return false;
        }
        List<Claim> claims = new ArrayList<>();
        for (Index<Integer> index : getIndexes()) {
            Optional<byte[]> key = index instanceof OrderedIndex ordered ? ordered.key(document) : Optional.empty();
            if (key.isEmpty()) {
                return false;
            }
            claims.add(new Claim((OrderedIndex) index, key.get()));
        }
        for (int made = 0; made < claims.size(); made++) {
            if (!claims.get(made).make(nextPosition)) {
                claims.subList(0, made).forEach(Claim::release);
                return false;
            }
        }
        return true;
    }

    private record Claim(OrderedIndex index, byte[] key) {

        boolean make(Integer position) {
            return index.claim(key, position);
        }

        void release() {
            index.release(key);
        }
    }

    @Override
    protected Integer addDocumentInternal(Document document) {
        Integer position = nextPosition++;
        keep(position, encoding.encoded(document));
        return position;
    }

    @Override
    protected void handleUpdate(Integer position, Document oldDocument, Document newDocument) {
        keep(position, encoding.encoded(newDocument));
    }

    private void keep(Integer position, byte[] encoded) {
        documents.put(position, encoded);
        changes.put(this, encoded);
    }

    @Override
    protected void removeDocument(Integer position) {
        byte[] removed = documents.remove(position);
        if (removed != null) {
            changes.remove(this, Encoding.decoded(removed).get(getIdField()));
        }
    }

    @Override
    protected Stream<DocumentWithPosition<Integer>> streamAllDocumentsWithPosition() {
        return documents.keySet().stream().map(position -> new DocumentWithPosition<>(getDocument(position), position));
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
