package io.fluxim.inbox;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.bson.Document;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** The floors of inboxes and conversations, by name. */
public final class MongoFloors {

    /** Two first raises of one floor at once: the second of them finds the document that the first has made. */
    private static final int UPSERT_RACES = 3;

    private final MongoCollections collections;
    private final Duration timeout;

    public MongoFloors(MongoCollections collections, Duration timeout) {
        this.collections = collections;
        this.timeout = timeout;
    }

    public static String name(UserId user) {
        return "u:" + user;
    }

    public static String name(Conversation conversation) {
        return "c:" + conversation.key();
    }

    /** The floors of these names; one that was never raised is left out. */
    public Mono<Map<String, Long>> of(Collection<String> names) {
        return collections
                .floors()
                .flatMapMany(floors -> Flux.from(floors.find(in("_id", names))))
                .timeout(timeout)
                .collectMap(floor -> MongoFields.text(floor, "_id"), MongoFloors::value);
    }

    /** One floor; 0 if it was never raised. */
    public Mono<Long> of(String name) {
        return collections
                .floors()
                .flatMap(floors -> Mono.from(floors.find(eq("_id", name)).first()))
                .timeout(timeout)
                .map(MongoFloors::value)
                .defaultIfEmpty(0L);
    }

    /** Raises a floor; a lower value changes nothing. */
    public Mono<Void> raise(String name, long floor) {
        return collections
                .floors()
                .flatMap(floors -> Mono.from(floors.updateOne(
                        eq("_id", name), Updates.max("floor", floor), new UpdateOptions().upsert(true))))
                .timeout(timeout)
                .retryWhen(Retry.max(UPSERT_RACES).filter(MongoCollections::duplicate))
                .then();
    }

    private static long value(Document floor) {
        return MongoFields.number(floor, "floor");
    }
}
