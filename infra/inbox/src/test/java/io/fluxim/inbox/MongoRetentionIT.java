package io.fluxim.inbox;

import static io.fluxim.inbox.Samples.ALICE;
import static io.fluxim.inbox.Samples.DIRECT;
import static io.fluxim.inbox.Samples.done;
import static io.fluxim.inbox.Samples.entries;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
