package io.fluxim.inbox.inbox;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoFields;
import io.fluxim.inbox.MongoLimits;
import java.time.Duration;
import java.util.UUID;
import org.bson.Document;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** {@link Epochs} in MongoDB: {@code meta} of {@link MongoCollections}. */
public final class MongoEpochs implements Epochs {

    /** Every session asks when it begins; another epoch is told at most this much later. */
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    /** Two that make it at once: the second of them finds what the first has made. */
    private static final int UPSERT_RACES = 3;

    private static final FindOneAndUpdateOptions MAKE_IF_ABSENT =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final Mono<String> current;
    private final Mono<String> renewed;

    public MongoEpochs(MongoCollections collections, MongoLimits limits) {
        this.current = collections
                .meta()
                .flatMap(
                        meta -> Mono.from(meta.find(eq("_id", "epoch")).first()).switchIfEmpty(made(meta)))
                .timeout(limits.write())
                .retryWhen(Retry.max(UPSERT_RACES).filter(MongoCollections::duplicate))
                .map(epoch -> MongoFields.text(epoch, "value"))
                .cache(found -> REMEMBERED, failed -> Duration.ZERO, () -> Duration.ZERO);
        this.renewed = collections
                .meta()
                .flatMap(meta -> Mono.from(meta.findOneAndUpdate(
                        eq("_id", "epoch"),
                        Updates.set("value", UUID.randomUUID().toString()),
                        MAKE_IF_ABSENT)))
                .timeout(limits.write())
                .map(epoch -> MongoFields.text(epoch, "value"));
    }

    @Override
    public Mono<String> current() {
        return current;
    }

    /** Every process tells it once it has forgotten the old one: after 10 s. */
    @Override
    public Mono<String> renew() {
        return renewed;
    }

    private static Mono<Document> made(MongoCollection<Document> meta) {
        return Mono.defer(() -> Mono.from(meta.findOneAndUpdate(
                eq("_id", "epoch"),
                Updates.setOnInsert("value", UUID.randomUUID().toString()),
                MAKE_IF_ABSENT)));
    }
}
