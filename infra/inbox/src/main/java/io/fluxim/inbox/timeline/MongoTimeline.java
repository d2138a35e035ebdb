package io.fluxim.inbox.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.MongoFloors;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A {@link Timeline} in MongoDB: {@code messages} and {@code floors} of {@link MongoCollections}. */
public final class MongoTimeline implements Timeline {

    private static final Bson WHAT_TELLS_APART = include("q", "o", "h", "x");
    private final MongoCollections collections;
    private final MongoFloors floors;
    private final MongoLimits limits;

    public MongoTimeline(MongoCollections collections, MongoLimits limits) {
        this.collections = collections;
        this.floors = new MongoFloors(collections, limits.read());
        this.limits = limits;
    }

    @Override
    public Mono<Map<MessageId, Known>> recognise(Collection<MessageId> ids) {
        return collections
                .messages()
                .flatMapMany(
                        messages -> Flux.from(messages.find(in("_id", hex(ids))).projection(WHAT_TELLS_APART)))
                .timeout(limits.read())
                .collectMap(MongoMessageCodec::id, MongoMessageCodec::known);
    }

    @Override
    public Mono<Map<Conversation, Tail>> tails(Collection<Conversation> conversations) {
        return Flux.fromIterable(conversations)
                .distinct()
                .flatMap(
                        conversation -> last(conversation).map(last -> new Last(conversation, last)),
                        limits.sideBySide())
                .collectList()
                .flatMap(this::withFloors); // the floor second: read first, it could be below what was deleted since
    }

    @Override
    public Mono<Void> append(List<Stored> messages) {
        if (messages.isEmpty()) {
            return Mono.empty();
        }
        List<Document> documents =
                messages.stream().map(MongoMessageCodec::document).toList();
        return collections
                .messages()
                .flatMap(collection -> MongoCollections.inserted(collection, documents))
                .timeout(limits.write())
                .then();
    }

    @Override
    public Mono<Map<MessageId, Message>> messages(Collection<MessageId> ids) {
        return collections
                .messages()
                .flatMapMany(messages -> Flux.from(messages.find(in("_id", hex(ids)))))
                .timeout(limits.read())
                .collectMap(MongoMessageCodec::id, MongoMessageCodec::message);
    }

    @Override
    public Mono<List<Stored>> after(Conversation conversation, long after, int limit) {
        return collections
                .messages()
                .flatMapMany(messages -> Flux.from(messages.find(and(eq("c", conversation.key()), gt("q", after)))
                        .sort(ascending("q"))
                        .limit(limit)))
                .timeout(limits.read())
                .map(MongoMessageCodec::stored)
                .collectList();
    }

    private Mono<Optional<Document>> last(Conversation conversation) {
        return collections
                .messages()
                .flatMap(messages -> Mono.from(messages.find(eq("c", conversation.key()))
                        .sort(descending("q"))
                        .projection(include("q", "o"))
                        .first()))
                .timeout(limits.read())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Map<Conversation, Tail>> withFloors(List<Last> lasts) {
        List<String> names = lasts.stream()
                .map(last -> MongoFloors.name(last.conversation()))
                .toList();
        return floors.of(names)
                .map(found -> lasts.stream()
                        .collect(Collectors.toMap(
                                Last::conversation,
                                last -> last.tail(found.getOrDefault(MongoFloors.name(last.conversation()), 0L)))));
    }

    private static List<String> hex(Collection<MessageId> ids) {
        return ids.stream().map(MessageId::hex).distinct().toList();
    }

    /** The last message of a conversation, where one is there. */
    private record Last(Conversation conversation, Optional<Document> message) {

        Tail tail(long floor) {
            long seq = message.map(found -> MongoFields.seq(found).value()).orElse(0L);
            Function<Document, Origin> origin = MongoMessageCodec::origin;
            return new Tail(Math.max(seq, floor), message.map(origin));
        }
    }
}
