package io.fluxim.inbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.result.DeleteResult;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * {@link Retention} in MongoDB: {@code inbox}, {@code messages} and {@code floors} of {@link MongoCollections}. The next
 * inbox or conversation is one step in an index, however many entries lie between.
 */
public final class MongoRetention implements Retention {

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
    public Mono<UserId> nextInbox(Optional<UserId> after) {
        return inbox.next(after);
    }

    @Override
    public Mono<Conversation> nextConversation(Optional<Conversation> after) {
        String last = after.map(Conversation::key).orElse("");
        return collections
                .messages()
                .flatMap(messages -> Mono.from(messages.find(gt("c", last))
                        .sort(ascending("c"))
                        .projection(include("c"))
                        .first()))
                .timeout(limits.read())
                .map((Document read) -> Conversation.parse(MongoFields.text(read, "c")));
    }

    @Override
    public Mono<List<Body>> bodies(Conversation conversation, long after, int limit) {
        return collections
                .messages()
                .flatMapMany(messages -> Flux.from(messages.find(and(eq("c", conversation.key()), gt("q", after)))
                        .sort(ascending("q"))
                        .limit(limit)
                        .projection(include("q", "at"))))
                .timeout(limits.read())
                .map(read -> new Body(MongoMessageCodec.seq(read), MongoFields.number(read, "at")))
                .collectList();
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
                .map(floor -> and(gte("_id", MongoInbox.key(user, 1)), lte("_id", MongoInbox.key(user, floor))))
                .flatMap(gone -> delete(collections.inbox(), gone));
    }

    @Override
    public Mono<Long> deleteUpToFloor(Conversation conversation) {
        return floor(conversation)
                .map(floor -> and(eq("c", conversation.key()), lte("q", floor)))
                .flatMap(gone -> delete(collections.messages(), gone));
    }

    private Mono<Long> delete(Mono<MongoCollection<Document>> collection, Bson gone) {
        return collection
                .flatMap(found -> Mono.from(found.deleteMany(gone)))
                .timeout(limits.write())
                .map(DeleteResult::getDeletedCount);
    }
}
