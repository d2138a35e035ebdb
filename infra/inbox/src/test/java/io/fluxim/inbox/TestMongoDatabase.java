package io.fluxim.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxim.testkit.TestStores;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonString;
import reactor.core.publisher.Mono;

/** Databases of MongoDB, a fresh one for each test, and the commands that were sent. */
public final class TestMongoDatabase implements AutoCloseable {

    public static final MongoLimits LIMITS = new MongoLimits(Samples.SOON, Samples.SOON, 16);

    private final List<BsonDocument> commands = new CopyOnWriteArrayList<>();
    private final MongoClient client = MongoClients.create(MongoClientSettings.builder()
            .applyConnectionString(new ConnectionString(TestStores.mongodb().uri()))
            .addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    commands.add(event.getCommand().clone());
                }
            })
            .build());

    private MongoDatabase database = client.getDatabase(TestStores.mongodb().freshName("inbox"));

    /** From now on a database that nobody has used. */
    public void fresh() {
        drop();
        database = client.getDatabase(TestStores.mongodb().freshName("inbox"));
        commands.clear();
    }

    public MongoDatabase database() {
        return database;
    }

    public MongoCollections collections() {
        return new MongoCollections(Mono.just(database), Samples.SOON);
    }

    /** The commands of this name that were sent since {@link #fresh}. */
    public List<BsonDocument> sent(String command) {
        return commands.stream()
                .filter(sent -> sent.getFirstKey().equals(command))
                .toList();
    }

    /** Asserts that what it writes is acknowledged by a majority. */
    public static void writesWithMajority(BsonDocument command) {
        assertThat(command.getDocument("writeConcern").getString("w").getValue())
                .isEqualTo("majority");
    }

    /** Asserts that it reads what a majority has, from the primary. */
    public static void readsWithMajority(BsonDocument command) {
        assertThat(command.getDocument("readConcern").getString("level").getValue())
                .isEqualTo("majority");
        assertThat(command.getDocument("$readPreference", new BsonDocument("mode", new BsonString("primary"))))
                .isEqualTo(new BsonDocument("mode", new BsonString("primary")));
    }

    private void drop() {
        Mono.from(database.drop()).block(Samples.SOON);
    }

    @Override
    public void close() {
        drop();
        client.close();
    }
}
