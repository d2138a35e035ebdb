package io.fluxim.inbox.retention;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.MongoFloors;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.Unreadable;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.MongoEntryCodec;
import io.fluxim.inbox.inbox.MongoInbox;
import io.fluxim.inbox.timeline.MongoMessageCodec;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * {@link Retention} in MongoDB: {@code inbox}, {@code messages}, {@code floors} and {@code meta} of {@link MongoCollections}.
 * The next inbox or conversation is one step in an index, however many entries lie between.
 */
public final class MongoRetention implements Retention {

    /** Two that keep the first cursor of a walk at once: the second of them finds the document that the first has made. */
    private static final int UPSERT_RACES = 3;

    private final MongoCollections collections;
    private final MongoInbox inbox;
    private final MongoFloors floors;
    private final MongoLimits limits;

    public MongoRetention(MongoCollections collections, MongoLimits limits) {
        this.collections = collections;
        this.inbox = new MongoInbox(collections, limits);
        this.floors = new MongoFloors(collections, limits.write());
        this.limits = limits;
    }

    @Override
    public Mono<WalkStep<UserId>> nextInbox(WalkRange within) {
        return inbox.next(within);
    }

    @Override
    public Mono<WalkStep<Conversation>> nextConversation(WalkRange within) {
        return collections
                .messages()
                .flatMap(messages -> Mono.from(messages.find(MongoFields.within("c", within))
                        .sort(ascending("c"))
                        .projection(include("c"))
                        .first()))
                .timeout(limits.read())
                .map(read -> MongoFields.text(read, "c"))
                .map(key -> WalkStep.of(key, () -> Conversation.parse(key)));
    }

    /** One that cannot be read is as good as none: the walk begins at its beginning, and keeps another one. */
    @Override
    public Mono<String> cursor(String walk) {
        return collections
                .meta()
                .flatMap(meta -> Mono.from(meta.find(eq("_id", name(walk))).first()))
                .timeout(limits.read())
                .flatMap(kept -> Mono.justOrEmpty(kept.get("after")))
                .ofType(String.class);
    }

    @Override
    public Mono<Void> keepCursor(String walk, String key) {
        return collections
                .meta()
                .flatMap(meta -> Mono.from(meta.updateOne(
                        eq("_id", name(walk)), Updates.set("after", key), new UpdateOptions().upsert(true))))
                .timeout(limits.write())
                .retryWhen(Retry.max(UPSERT_RACES).filter(MongoCollections::duplicate))
                .then();
    }

    private static String name(String walk) {
        return "walk:" + walk;
    }

    @Override
    public Mono<ReadablePage<InboxEntry>> entries(UserId user, long after, int limit) {
        return inbox.documents(user, after, limit).collectList().map(read -> page(read, entry -> entry(user, entry)));
    }

    @Override
    public Mono<ReadablePage<MessageStub>> bodies(Conversation conversation, long after, int limit) {
        return collections
                .messages()
                .flatMapMany(messages -> Flux.from(messages.find(and(eq("c", conversation.key()), gt("q", after)))
                        .sort(ascending("q"))
                        .limit(limit)
                        .projection(include("q", "at"))))
                .timeout(limits.read())
                .collectList()
                .map(read -> page(read, MongoRetention::body));
    }

    /** Up to the first that cannot be read. */
    private static <T> ReadablePage<T> page(List<Document> documents, Function<Document, T> reader) {
        List<T> items = new ArrayList<>();
        for (Document document : documents) {
            try {
                items.add(reader.apply(document));
            } catch (Unreadable damaged) {
                return new ReadablePage<>(items, Optional.of(String.valueOf(damaged.getMessage())));
            }
        }
        return new ReadablePage<>(items, Optional.empty());
    }

    /** The floor will be raised to its position, so that has to be the one that the order of the walk tells. */
    private static InboxEntry entry(UserId user, Document read) {
        InboxEntry entry = MongoEntryCodec.entry(read);
        String key = MongoEntryCodec.key(user, entry.position().value());
        if (!key.equals(read.get("_id")) || !user.equals(entry.reference().user())) {
            throw new Unreadable(String.valueOf(read.get("_id")), "its user or position is not that of its _id");
        }
        return entry;
    }

    @Override
    public Mono<Long> floor(Conversation conversation) {
        return floors.of(MongoFloors.name(conversation));
    }

    @Override
    public Mono<Void> raiseFloor(UserId user, long position) {
        return floors.raise(MongoFloors.name(user), position);
    }

    @Override
    public Mono<Void> raiseFloor(Conversation conversation, long seq) {
        return floors.raise(MongoFloors.name(conversation), seq);
    }

    @Override
    public Mono<Long> deleteUpToFloor(UserId user) {
        return floors.of(MongoFloors.name(user))
                .map(floor ->
                        and(gte("_id", MongoEntryCodec.key(user, 1)), lte("_id", MongoEntryCodec.key(user, floor))))
                .flatMap(gone -> delete(collections.inbox(), gone));
    }

    @Override
    public Mono<Long> deleteUpToFloor(Conversation conversation) {
        return floor(conversation)
                .map(floor -> and(eq("c", conversation.key()), lte("q", floor)))
                .flatMap(gone -> delete(collections.messages(), gone));
    }

    private static MessageStub body(Document read) {
        return new MessageStub(MongoFields.seq(read), MongoMessageCodec.id(read), MongoFields.number(read, "at"));
    }

    private Mono<Long> delete(Mono<MongoCollection<Document>> collection, Bson gone) {
        return collection
                .flatMap(found -> Mono.from(found.deleteMany(gone)))
                .timeout(limits.write())
                .map(DeleteResult::getDeletedCount);
    }
}
