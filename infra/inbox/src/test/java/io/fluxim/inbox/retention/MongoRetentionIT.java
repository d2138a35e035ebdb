package io.fluxim.inbox.retention;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.BOB;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.id;
import static io.fluxim.inbox.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.fluxim.inbox.Samples;
import io.fluxim.inbox.TestMongoDatabase;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.MongoEntryCodec;
import io.fluxim.inbox.inbox.MongoInbox;
import io.fluxim.inbox.retention.Retention.ReadablePage;
import io.fluxim.inbox.timeline.MongoTimeline;
import io.fluxim.inbox.timeline.Timeline;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

final class MongoRetentionIT extends RetentionContract {

    private static TestMongoDatabase mongo;

    @BeforeAll
    static void connect() {
        mongo = new TestMongoDatabase();
    }

    @AfterAll
    static void disconnect() {
        mongo.close();
    }

    @BeforeEach
    void empty() {
        mongo.fresh();
    }

    @Override
    Timeline timeline() {
        return new MongoTimeline(mongo.collections(), TestMongoDatabase.LIMITS);
    }

    @Override
    Inbox inbox() {
        return new MongoInbox(mongo.collections(), TestMongoDatabase.LIMITS);
    }

    @Override
    Retention retention() {
        return new MongoRetention(mongo.collections(), TestMongoDatabase.LIMITS);
    }

    @Test
    void givenFloor_whenRaisedAndDeleted_thenBothWithMajority() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 3)));
        done(retention().raiseFloor(ALICE, 2));
        get(retention().deleteUpToFloor(ALICE));

        assertThat(mongo.sent("update")).hasSize(1).allSatisfy(TestMongoDatabase::writesWithMajority);
        assertThat(mongo.sent("delete")).hasSize(1).allSatisfy(TestMongoDatabase::writesWithMajority);
    }

    @Test
    void givenCursorThatCannotBeRead_whenAsked_thenNoneAndTheNextIsKept() {
        done(retention().keepCursor("one", "a"));
        change("meta", "walk:one", Updates.set("after", 7));
        assertThat(retention().cursor("one").blockOptional(Samples.SOON)).isEmpty();

        done(retention().keepCursor("one", "b"));
        assertThat(get(retention().cursor("one"))).isEqualTo("b");
    }

    @Test
    void givenEntryThatCannotBeRead_whenPaged_thenThePageEndsBeforeIt() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 5)));
        change("inbox", MongoEntryCodec.key(ALICE, 3), Updates.unset("q"));

        ReadablePage<InboxEntry> page = get(retention().entries(ALICE, 0, 10));

        assertThat(page.items()).isEqualTo(entries(ALICE, DIRECT, 1, 2));
        assertThat(page.unreadable())
                .hasValueSatisfying(cause -> assertThat(cause).contains("q must be a Long"));
    }

    @Test
    void givenEntryOfAnotherPositionOrUserThanItsId_whenPaged_thenItCannotBeRead() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 5)));
        change("inbox", MongoEntryCodec.key(ALICE, 2), Updates.set("p", 1_000_000L));
        change("inbox", MongoEntryCodec.key(ALICE, 4), Updates.set("u", BOB.value()));

        assertThat(get(retention().entries(ALICE, 0, 10)).items()).isEqualTo(entries(ALICE, DIRECT, 1, 1));
        assertThat(get(retention().entries(ALICE, 2, 10)).items()).isEqualTo(entries(ALICE, DIRECT, 3, 3));
        assertThat(get(retention().entries(ALICE, 3, 10)).unreadable()).isPresent();
    }

    @Test
    void givenBodyThatCannotBeRead_whenPaged_thenThePageEndsBeforeIt() {
        done(timeline().append(stored(DIRECT, 1, 5)));
        change("messages", id(DIRECT, "m4").hex(), Updates.set("at", "yesterday"));

        ReadablePage<Retention.MessageStub> page = get(retention().bodies(DIRECT, 1, 10));

        assertThat(page.items()).extracting(body -> body.seq().value()).containsExactly(2L, 3L);
        assertThat(page.unreadable())
                .hasValueSatisfying(cause ->
                        assertThat(cause).contains(id(DIRECT, "m4").hex()).doesNotContain("yesterday"));
    }

    @Test
    void givenDocumentsThatNameNobody_whenWalked_thenEachIsFoundOnceAndTheOthersToo() {
        done(inbox().append(entries(ALICE, DIRECT, 1, 3)));
        done(inbox().append(entries(BOB, DIRECT, 1, 3)));
        insert("inbox", new Document("_id", "aa").append("q", 1L));
        insert("inbox", new Document("_id", "b b:1").append("q", 2L));
        insert("inbox", new Document("_id", "b b:2").append("q", 3L));
        insert("inbox", new Document("_id", new ObjectId()).append("q", 4L));

        assertThat(found(retention()::nextInbox, WalkRange.ALL))
                .extracting(WalkStep::owner)
                .containsExactly(Optional.empty(), Optional.of(ALICE), Optional.empty(), Optional.of(BOB));
    }

    @Test
    void givenMessagesThatNameNoConversation_whenWalked_thenEachIsFoundOnceAndTheOthersToo() {
        done(timeline().append(stored(DIRECT, 1, 2)));
        insert("messages", new Document("_id", "1").append("c", "a").append("q", 1L));
        insert("messages", new Document("_id", "2").append("c", 7).append("q", 1L));
        insert("messages", new Document("_id", "3").append("c", "x:y").append("q", 1L));

        assertThat(found(retention()::nextConversation, WalkRange.ALL))
                .extracting(WalkStep::owner)
                .containsExactly(Optional.empty(), Optional.of(DIRECT), Optional.empty());
    }

    private static void change(String collection, String id, Bson change) {
        assertThat(get(Mono.from(mongo.database().getCollection(collection).updateOne(Filters.eq("_id", id), change)))
                        .getModifiedCount())
                .isEqualTo(1);
    }

    private static void insert(String collection, Document document) {
        get(Mono.from(mongo.database().getCollection(collection).insertOne(document)));
    }
}
