package io.fluxim.inbox.inbox;

import static io.fluxim.inbox.Samples.SOON;
import static io.fluxim.inbox.Samples.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.TestMongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

final class MongoEpochsIT {

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

    @Test
    void givenNewDatabase_whenManyAskAtOnce_thenAllGetTheSame() {
        MongoCollections collections = mongo.collections();

        assertThat(Flux.range(0, 20)
                        .flatMap(
                                n -> Mono.defer(() -> epochs(collections).current())
                                        .subscribeOn(Schedulers.parallel()),
                                20)
                        .distinct()
                        .collectList()
                        .block(SOON))
                .hasSize(1);
    }

    @Test
    void givenEpoch_whenAskedLater_thenTheSameAndAnotherDatabaseHasAnother() {
        String first = get(epochs(mongo.collections()).current());

        assertThat(get(epochs(mongo.collections()).current())).isEqualTo(first);
        mongo.fresh();
        assertThat(get(epochs(mongo.collections()).current())).isNotEqualTo(first);
    }

    @Test
    void givenEpoch_whenRenewed_thenEverybodyAfterwardsHasAnother() {
        String first = get(epochs(mongo.collections()).current());

        String second = get(epochs(mongo.collections()).renew());
        assertThat(second).isNotEqualTo(first);
        assertThat(get(epochs(mongo.collections()).current())).isEqualTo(second);
        assertThat(get(epochs(mongo.collections()).renew())).isNotEqualTo(second);
    }

    @Test
    void givenNewDatabase_whenRenewed_thenThatIsTheEpoch() {
        String made = get(epochs(mongo.collections()).renew());

        assertThat(get(epochs(mongo.collections()).current())).isEqualTo(made);
    }

    private static Epochs epochs(MongoCollections collections) {
        return new MongoEpochs(collections, TestMongoDatabase.LIMITS);
    }
}
