package io.fluxim.inbox;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.result.InsertManyResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxim.inbox.rebuild.MongoInboxRebuild;
import io.fluxim.inbox.timeline.MongoMessageCodec;
import java.time.Duration;
import java.util.List;
import org.bson.Document;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The collections of this module. None is handed out before its unique indexes stand, since the numbers rest on them;
 * all write with majority and read the primary with majority.
 *
 * <ul>
 *   <li>{@code messages}: {@code _id} message id in hex; unique (c, q); see {@link MongoMessageCodec}. Removed below the
 *       conversation's floor.
 *   <li>{@code inbox}: {@code _id} {@code <user>:<position as 16 hex digits>}, which makes (user, position) unique and
 *       sorts by it, {@code u} user, {@code p} position, {@code c} conversation, {@code q} seq, {@code m} message id,
 *       {@code at}; unique (u, c, q). Removed below the inbox's floor.
 *   <li>{@code inbox_rebuilt}: as {@code inbox}; while a rebuild works. {@code inbox_kept}: entries of {@code inbox} whose
 *       {@code _id} is {@code <user>:<conversation>:<seq as 16 hex digits>}; until they are in their place again. See
 *       {@link MongoInboxRebuild}, which removes both.
 *   <li>{@code floors}: {@code _id} {@code u:<user>} or {@code c:<conversation>}, {@code floor}. Stay.
 *   <li>{@code members}: {@code c}, {@code u}, {@code from}, {@code to}; unique (c, u, from). Stay.
 *   <li>{@code watermarks}: {@code _id} {@code <user>:<device>}, {@code device}, {@code p}. Stay.
 *   <li>{@code meta}: {@code _id} {@code epoch}, {@code value}. Stays. {@code _id} {@code walk:<name>}, {@code after}: the key
 *       behind which the next walk of that name goes on. One for each name, overwritten by each walk; stays.
 * </ul>
 */
public final class MongoCollections {

    private static final String REBUILT = "inbox_rebuilt";
    private static final IndexOptions UNIQUE = new IndexOptions().unique(true);
    private static final InsertManyOptions STOP_AT_FIRST_ERROR = new InsertManyOptions().ordered(true);
    /** What was made once stands: this cache never ends. */
    private static final Duration FOR_EVER = Duration.ofMillis(Long.MAX_VALUE);

    /** The database once its indexes stand; asked again after a failure. */
    private final Mono<MongoDatabase> indexed;

    /**
     * @param timeout longest wait for the indexes
     */
    public MongoCollections(Mono<MongoDatabase> database, Duration timeout) {
        this.indexed = database.map(MongoCollections::careful)
                .delayUntil(MongoCollections::createIndexes)
                .timeout(timeout)
                .cache(made -> FOR_EVER, failed -> Duration.ZERO, () -> Duration.ZERO);
    }

    public Mono<MongoCollection<Document>> messages() {
        return collection("messages");
    }

    public Mono<MongoCollection<Document>> inbox() {
        return collection("inbox");
    }

    public Mono<MongoCollection<Document>> keptInbox() {
        return collection("inbox_kept");
    }

    /** As {@link #emptyRebuiltInbox} made it. */
    public Mono<MongoCollection<Document>> rebuiltInbox() {
        return collection(REBUILT);
    }

    /** Emptied, and with the index of an inbox. Made before it is dropped: the stand-in complains of one that is not there. */
    public Mono<MongoCollection<Document>> emptyRebuiltInbox() {
        return rebuiltInbox()
                .delayUntil(MongoCollections::indexOfInbox)
                .delayUntil(rebuilt -> rebuilt.drop())
                .delayUntil(MongoCollections::indexOfInbox);
    }

    public Mono<MongoCollection<Document>> floors() {
        return collection("floors");
    }

    public Mono<MongoCollection<Document>> members() {
        return collection("members");
    }

    public Mono<MongoCollection<Document>> watermarks() {
        return collection("watermarks");
    }

    public Mono<MongoCollection<Document>> meta() {
        return collection("meta");
    }

    /** Inserts in the order given and ends at the first document that is refused; {@link InDoubt} if its key is taken. */
    public static Mono<InsertManyResult> inserted(MongoCollection<Document> collection, List<Document> documents) {
        return Mono.from(collection.insertMany(documents, STOP_AT_FIRST_ERROR))
                .onErrorMap(MongoCollections::duplicate, e -> new InDoubt("a key of the batch is taken", e));
    }

    /** Whether the store refused because a key is taken. */
    public static boolean duplicate(Throwable error) {
        if (error instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteErrors().stream()
                    .anyMatch(refused -> refused.getCategory() == ErrorCategory.DUPLICATE_KEY);
        }
        return error instanceof MongoException other
                && ErrorCategory.fromErrorCode(other.getCode()) == ErrorCategory.DUPLICATE_KEY;
    }

    private Mono<MongoCollection<Document>> collection(String name) {
        return indexed.map(database -> database.getCollection(name));
    }

    /** What is acknowledged is never rolled back, and what is read was never lost. */
    private static MongoDatabase careful(MongoDatabase database) {
        return database.withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    private static Flux<String> createIndexes(MongoDatabase database) {
        return Flux.concat(
                unique(database.getCollection("messages"), "c", "q"),
                indexOfInbox(database.getCollection("inbox")),
                unique(database.getCollection("members"), "c", "u", "from"));
    }

    private static Publisher<String> indexOfInbox(MongoCollection<Document> inbox) {
        return unique(inbox, "u", "c", "q");
    }

    private static Publisher<String> unique(MongoCollection<Document> collection, String... fields) {
        return collection.createIndexes(List.of(new IndexModel(Indexes.ascending(fields), UNIQUE)));
    }
}
