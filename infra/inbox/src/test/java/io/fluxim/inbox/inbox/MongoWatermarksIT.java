package io.fluxim.inbox.inbox;

import io.fluxim.inbox.TestMongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class MongoWatermarksIT extends WatermarksContract {

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
    Watermarks watermarks() {
        return new MongoWatermarks(mongo.collections(), TestMongoDatabase.LIMITS);
    }
}
