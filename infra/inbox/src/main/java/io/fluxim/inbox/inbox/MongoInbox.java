package io.fluxim.inbox.inbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static io.fluxim.inbox.MongoFields.number;
import static io.fluxim.inbox.MongoFields.text;

import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.MongoFloors;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An {@link Inbox} in MongoDB: {@code inbox} and {@code floors} of {@link MongoCollections}. */
public final class MongoInbox implements Inbox {

    private final Mono<MongoCollection<Document>> entries;
    private final MongoFloors floors;
    private final MongoLimits limits;

    public MongoInbox(MongoCollections collections, MongoLimits limits) {
        this(collections.inbox(), collections, limits);
    }

    /** One that keeps its entries elsewhere than the platform's, above the same floors. */
    public MongoInbox(Mono<MongoCollection<Document>> entries, MongoCollections collections, MongoLimits limits) {
        this.entries = entries;
        this.floors = new MongoFloors(collections, limits.read());
        this.limits = limits;
    }

    @Override
    public Mono<Map<UserId, Long>> heads(Collection<UserId> users) {
        return Flux.fromIterable(users)
                .distinct()
                .flatMap(user -> last(user).map(position -> Map.entry(user, position)), limits.sideBySide())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(this::withFloors); // the floor second: read first, it could be below what was deleted since
    }

    @Override
    public Mono<Map<Mark.Key, Long>> marks(Collection<Mark.Key> keys) {
        return Flux.fromIterable(keys)
                .distinct()
                .flatMap(key -> mark(key).map(seq -> Map.entry(key, seq)), limits.sideBySide())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public Mono<Set<Reference>> present(Collection<Reference> references) {
        Map<Mark.Key, List<Long>> seqs = references.stream()
                .collect(Collectors.groupingBy(
                        Reference::mark,
                        Collectors.mapping(reference -> reference.seq().value(), Collectors.toList())));
        return Flux.fromIterable(seqs.entrySet())
                .flatMap(asked -> present(asked.getKey(), asked.getValue()), limits.sideBySide())
                .collect(HashSet::new, Set::add);
    }

    @Override
    public Mono<Void> append(List<InboxEntry> batch) {
        if (batch.isEmpty()) {
            return Mono.empty();
        }
        List<Document> documents = batch.stream().map(MongoEntryCodec::document).toList();
        return entries.flatMap(inbox -> MongoCollections.inserted(inbox, documents))
                .timeout(limits.write())
                .then();
    }

    @Override
    public Mono<List<InboxEntry>> after(UserId user, long after, int limit) {
        return documents(user, after, limit).map(MongoEntryCodec::entry).collectList();
    }

    @Override
    public Mono<Long> floor(UserId user) {
        return floors.of(MongoFloors.name(user));
    }

    /** All entries of one inbox above {@code after}, ascending. */
    public Flux<InboxEntry> above(UserId user, long after) {
        return entries.flatMapMany(inbox -> Flux.from(range(inbox, user, after)))
                .timeout(limits.read())
                .map(MongoEntryCodec::entry);
    }

    private static FindPublisher<Document> range(MongoCollection<Document> inbox, UserId user, long after) {
        return inbox.find(and(gt("_id", MongoEntryCodec.key(user, after)), lt("_id", MongoEntryCodec.end(user))))
                .sort(ascending("_id"));
    }

    /** As they are, of one inbox above {@code after}, ascending, at most {@code limit}. */
    public Flux<Document> documents(UserId user, long after, int limit) {
        return entries.flatMapMany(inbox -> Flux.from(range(inbox, user, after).limit(limit)))
                .timeout(limits.read());
    }

    /** The first inbox with entries, in the order of ids; empty at the end. */
    public Mono<WalkStep<UserId>> next(WalkRange within) {
        return first(MongoFields.within("_id", within), ascending("_id"), "_id")
                .map(found -> found(text(found, "_id")));
    }

    /** By the id alone: it is what a walk goes on behind, whatever else the document says. */
    private static WalkStep<UserId> found(String id) {
        int end = id.indexOf(':');
        return end < 0
                ? new WalkStep<>(id, Optional.empty())
                : WalkStep.of(MongoEntryCodec.end(id.substring(0, end)), () -> new UserId(id.substring(0, end)));
    }

    private Mono<Long> last(UserId user) {
        return first(
                        and(gt("_id", MongoEntryCodec.key(user, 0)), lt("_id", MongoEntryCodec.end(user))),
                        descending("_id"),
                        "p")
                .map(found -> number(found, "p"))
                .defaultIfEmpty(0L);
    }

    private Mono<Long> mark(Mark.Key key) {
        return first(and(eq("u", key.user().value()), eq("c", key.conversation().key())), descending("q"), "q")
                .map(found -> number(found, "q"))
                .defaultIfEmpty(0L);
    }

    private Mono<Document> first(Bson filter, Bson order, String field) {
        return entries.flatMap(inbox -> Mono.from(inbox.find(filter)
                        .sort(order)
                        .projection(include(field))
                        .first()))
                .timeout(limits.read());
    }

    private Flux<Reference> present(Mark.Key key, List<Long> seqs) {
        Bson asked = and(eq("u", key.user().value()), eq("c", key.conversation().key()), in("q", seqs));
        return entries.flatMapMany(inbox -> Flux.from(inbox.find(asked).projection(include("q"))))
                .timeout(limits.read())
                .map(found -> new Reference(key.user(), key.conversation(), MongoFields.seq(found)));
    }

    private Mono<Map<UserId, Long>> withFloors(Map<UserId, Long> lasts) {
        List<String> names = lasts.keySet().stream().map(MongoFloors::name).toList();
        return floors.of(names)
                .map(found -> lasts.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                last -> Math.max(
                                        last.getValue(), found.getOrDefault(MongoFloors.name(last.getKey()), 0L)))));
    }
}
