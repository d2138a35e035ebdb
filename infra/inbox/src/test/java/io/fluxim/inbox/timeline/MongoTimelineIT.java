package io.fluxim.inbox.timeline;

import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.GROUP;
import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.get;
import static io.fluxim.inbox.Samples.id;
import static io.fluxim.inbox.Samples.stored;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import io.fluxim.inbox.InDoubt;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.TestMongoDatabase;
import io.fluxim.testkit.TestStores;
import java.time.Duration;
import java.util.List;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

final class MongoTimelineIT extends TimelineContract {

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

    @Test
    void givenMessages_whenAppended_thenOrderedAndWithMajority() {
        done(timeline().append(stored(DIRECT, 1, 3)));

        assertThat(mongo.sent("insert")).hasSize(1).allSatisfy(insert -> {
            TestMongoDatabase.writesWithMajority(insert);
            assertThat(insert.get("ordered", BsonBoolean.TRUE)).isEqualTo(BsonBoolean.TRUE);
        });
    }

    @Test
    void givenMessages_whenProved_thenReadFromThePrimaryWithMajorityAndTheFloorLast() {
        Timeline timeline = timeline();
        get(timeline.recognise(List.of(id(DIRECT, "m1"))));
        get(timeline.tails(List.of(DIRECT, GROUP)));
        get(timeline.messages(List.of(id(DIRECT, "m1"))));

        List<BsonDocument> finds = mongo.sent("find");
        assertThat(finds).allSatisfy(TestMongoDatabase::readsWithMajority);
        assertThat(finds.stream().map(find -> find.getString("find").getValue()))
                .containsExactly("messages", "messages", "messages", "floors", "messages");
        assertThat(finds.get(0).getDocument("projection")).containsOnlyKeys("q", "o", "h", "x");
    }

    @Test
    void givenStoreThatIsAway_whenUsed_thenErrorInTimeAndWorksOnceItIsBack() {
        Timeline timeline = new MongoTimeline(
                mongo.collections(), new MongoLimits(Duration.ofMillis(500), Duration.ofMillis(500), 4));
        done(timeline.append(stored(DIRECT, 1, 2)));
        TestStores.mongodb().kill();
        try {
            StepVerifier.create(timeline.append(stored(DIRECT, 3, 4)))
                    .expectErrorSatisfies(e -> assertThat(e).isNotInstanceOf(InDoubt.class))
                    .verify(SOON);
            StepVerifier.create(timeline.tails(List.of(DIRECT))).expectError().verify(SOON);
        } finally {
            TestStores.mongodb().start();
        }

        Timeline back = timeline();
        assertThat(get(back.tails(List.of(DIRECT))).get(DIRECT))
                .extracting(Timeline.Tail::head)
                .isIn(2L, 3L, 4L);
    }

    @Test
    void givenIndexThatCannotStand_whenUsed_thenErrorAndNothingIsWritten() {
        Mono.from(mongo.database()
                        .getCollection("messages")
                        .insertMany(List.of(
                                new Document("_id", "a").append("c", "g:x").append("q", 1L),
                                new Document("_id", "b").append("c", "g:x").append("q", 1L))))
                .block(SOON);

        StepVerifier.create(timeline().append(stored(DIRECT, 1, 1)))
                .expectError(MongoException.class)
                .verify(SOON);
        assertThat(Mono.from(mongo.database().getCollection("messages").countDocuments())
                        .block(SOON))
                .isEqualTo(2);
    }
}
