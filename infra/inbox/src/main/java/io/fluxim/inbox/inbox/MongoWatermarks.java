package io.fluxim.inbox.inbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.protocol.UserId;
import java.util.Map;
import org.bson.conversions.Bson;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** {@link Watermarks} in MongoDB: {@code watermarks} of {@link MongoCollections}. */
public final class MongoWatermarks implements Watermarks {

    /** Two first acks of one device at once: the second of them finds the document that the first has made. */
    private static final int UPSERT_RACES = 3;

    private final MongoCollections collections;
    private final MongoLimits limits;

    public MongoWatermarks(MongoCollections collections, MongoLimits limits) {
        this.collections = collections;
        this.limits = limits;
    }

    @Override
    public Mono<Void> raise(UserId user, String device, long position) {
        Bson raised = Updates.combine(Updates.max("p", position), Updates.setOnInsert("device", device));
        return collections
                .watermarks()
                .flatMap(watermarks -> Mono.from(
                        watermarks.updateOne(eq("_id", user + ":" + device), raised, new UpdateOptions().upsert(true))))
                .timeout(limits.write())
                .retryWhen(Retry.max(UPSERT_RACES).filter(MongoCollections::duplicate))
                .then();
    }

    @Override
    public Mono<Map<String, Long>> of(UserId user) {
        return collections
                .watermarks()
                .flatMapMany(watermarks ->
                        Flux.from(watermarks.find(and(gt("_id", user + ":"), lt("_id", user + ";")))))
                .timeout(limits.read())
                .collectMap(found -> MongoFields.text(found, "device"), found -> MongoFields.number(found, "p"));
    }
}
