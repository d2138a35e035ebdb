package io.fluxim.inbox.members;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static io.fluxim.inbox.MongoFields.number;
import static io.fluxim.inbox.MongoFields.text;

import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.MongoFloors;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.Unreadable;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** {@link Members} in MongoDB: {@code members} of {@link MongoCollections}. */
public final class MongoMembers implements Members {

    /** Users of one write: each has the time limit of its own, so that a hundred thousand who join are stored bit by bit. */
    private static final int CHUNK = 1_000;
    /** Two writers that make one interval at once: the second of them finds it there. */
    private static final int UPSERT_RACES = 5;

    private final MongoCollections collections;
    private final MongoLimits limits;
    private final MongoFloors floors;

    public MongoMembers(MongoCollections collections, MongoLimits limits) {
        this.collections = collections;
        this.limits = limits;
        this.floors = new MongoFloors(collections, limits.read());
    }

    @Override
    public Mono<Map<Conversation.Group, List<Interval>>> of(Collection<Conversation.Group> groups) {
        return intervals(groups, group -> eq("c", group.key()));
    }

    /** The floors first: one that rises meanwhile leaves more in, never less. */
    @Override
    public Mono<Map<Conversation.Group, List<Interval>>> aboveFloor(Collection<Conversation.Group> groups) {
        return floors.of(groups.stream().map(MongoFloors::name).toList())
                .flatMap(read -> intervals(
                        groups,
                        group -> and(eq("c", group.key()), gt("to", read.getOrDefault(MongoFloors.name(group), 0L)))));
    }

    @Override
    public Mono<Void> store(List<Change> changes) {
        return Flux.fromStream(() -> changes.stream().flatMap(MongoMembers::writes))
                .buffer(CHUNK)
                .concatMap(this::write) // in order
                .then();
    }

    private Mono<Void> write(List<WriteModel<Document>> writes) {
        return collections
                .members()
                .flatMap(members -> Mono.from(members.bulkWrite(writes, new BulkWriteOptions().ordered(true))))
                .timeout(limits.write())
                .retryWhen(Retry.max(UPSERT_RACES).filter(MongoCollections::duplicate))
                .then();
    }

    @Override
    public Mono<List<Interval>> of(Conversation.Group group, UserId user) {
        return collections
                .members()
                .flatMapMany(members -> Flux.from(members.find(and(eq("c", group.key()), eq("u", user.value())))
                        .sort(ascending("from"))))
                .timeout(limits.read())
                .map(MongoMembers::interval)
                .collectList();
    }

    private Mono<Map<Conversation.Group, List<Interval>>> intervals(
            Collection<Conversation.Group> groups, Function<Conversation.Group, Bson> filter) {
        return Flux.fromIterable(groups)
                .distinct()
                .flatMap(group -> found(filter.apply(group)).map(found -> Map.entry(group, found)), limits.sideBySide())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Mono<List<Interval>> found(Bson filter) {
        return collections
                .members()
                .flatMapMany(members -> Flux.from(members.find(filter)))
                .timeout(limits.read())
                .map(MongoMembers::interval)
                .collectList();
    }

    private static Stream<WriteModel<Document>> writes(Change change) {
        Stream<WriteModel<Document>> joins = change.joined().stream().map(user -> join(change, user));
        return change.left().isEmpty() ? joins : Stream.concat(joins, Stream.of(leave(change)));
    }

    /** Makes the interval, and leaves one that is there as it is: it may have been ended since. */
    private static WriteModel<Document> join(Change change, UserId user) {
        return new UpdateOneModel<>(
                and(eq("c", change.group().key()), eq("u", user.value()), eq("from", change.seq())),
                Updates.setOnInsert("to", OPEN),
                new UpdateOptions().upsert(true));
    }

    /** Ends what is open and began earlier: a return at a later seq is not touched by an old change that comes again. */
    private static WriteModel<Document> leave(Change change) {
        return new UpdateManyModel<>(
                and(
                        eq("c", change.group().key()),
                        in("u", change.left().stream().map(UserId::value).toList()),
                        lt("from", change.seq()),
                        eq("to", OPEN)),
                Updates.set("to", change.seq()));
    }

    /** The interval; {@link Unreadable} where the document is none. */
    static Interval interval(Document read) {
        return MongoFields.read(
                read,
                document -> new Interval(
                        new UserId(text(document, "u")), number(document, "from"), number(document, "to")));
    }
}
