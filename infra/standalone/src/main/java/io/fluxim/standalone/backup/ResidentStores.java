package io.fluxim.standalone.backup;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.fluxim.embedded.CannotStart;
import io.fluxim.embedded.EmbeddedMariaDb;
import io.fluxim.embedded.EmbeddedStores;
import io.fluxim.embedded.StorePorts;
import io.fluxim.embedded.StoreSettings;
import io.fluxim.embedded.StoreSettings.Kind;
import io.fluxim.inbox.MongoCollections;
import io.fluxim.inbox.MongoLimits;
import io.fluxim.inbox.inbox.MongoEpochs;
import io.fluxim.kafka.KafkaProperties;
import io.fluxim.kafka.source.KafkaProgress;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.standalone.AtExit;
import io.fluxim.standalone.Cause;
import io.fluxim.standalone.Stores;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;

/**
 * The stores of a data directory that hold something precious, alone: no application runs, and they answer at ports of the
 * moment. They are opened to be counted, and are stopped cleanly, whatever ended their last life.
 *
 * <p>Redis is not among them: what it holds is made again from the others, and belongs to the moment it was made in.
 */
final class ResidentStores implements AutoCloseable {

    /** Nobody else asks: a count over all documents takes a second or two for some hundred thousand. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final MongoLimits LIMITS = new MongoLimits(PATIENCE, PATIENCE, 1);
    private static final String DATABASE = "fluxim";
    private static final List<String> COLLECTIONS = List.of("messages", "inbox", "members", "floors", "watermarks");
    private static final List<Topic<?>> TOPICS =
            List.of(Topic.ACCEPTED, Topic.SEQUENCED, Topic.FANOUT, Topic.DEAD_LETTER);
    private static final List<String> TABLES =
            List.of("users", "cutoffs", "chat_groups", "group_members", "outbox", "message_history");

    private final EmbeddedStores stores;
    private final AtExit atExit;

    private ResidentStores(EmbeddedStores stores) {
        this.stores = stores;
        this.atExit = new AtExit("stores", stores::close);
    }

    /** Returns when they serve; {@link BackupFailed} names the one that does not. */
    static ResidentStores open(Path data) {
        StoreSettings settings = new StoreSettings(
                data, Stores.cache(), StorePorts.FREE, Set.of(Kind.KAFKA, Kind.MARIADB, Kind.MONGODB));
        try {
            return new ResidentStores(EmbeddedStores.start(settings, (store, phase, millis) -> {}));
        } catch (CannotStart e) {
            throw new BackupFailed("the stores in " + data + " do not open: " + e.getMessage(), e);
        }
    }

    Inventory count() {
        SortedMap<String, Long> counts = new TreeMap<>();
        try (MongoClient mongo = mongo();
                KafkaProgress kafka = new KafkaProgress(kafka())) {
            MongoDatabase database = mongo.getDatabase(DATABASE);
            COLLECTIONS.forEach(name -> counts.put("mongodb." + name, documents(database, name)));
            countRows(counts);
            TOPICS.forEach(topic -> counts.put("kafka." + topic.name(), answer("kafka", kafka.appended(topic))));
            counts.put(Inventory.WAITING, answer("kafka", kafka.backlog()));
            return new Inventory(answer("mongodb", epochs(database).current()), counts);
        } catch (SQLException e) {
            throw new BackupFailed("mariadb cannot be counted; did this Fluxim ever start to its end? " + e, e);
        }
    }

    private KafkaProperties kafka() {
        String servers = stores.kafka().orElseThrow().bootstrapServers();
        return new Binder(new MapConfigurationPropertySource(Map.of("im.kafka.bootstrap-servers", servers)))
                .bindOrCreate("im.kafka", KafkaProperties.class);
    }

    /** Makes clients start over; answers the new epoch. */
    String renewEpoch() {
        try (MongoClient mongo = mongo()) {
            return answer("mongodb", epochs(mongo.getDatabase(DATABASE)).renew());
        }
    }

    private MongoClient mongo() {
        return MongoClients.create(stores.mongodb().orElseThrow().uri());
    }

    private static MongoEpochs epochs(MongoDatabase database) {
        return new MongoEpochs(new MongoCollections(Mono.just(database), PATIENCE), LIMITS);
    }

    private static long documents(MongoDatabase database, String collection) {
        return answer("mongodb", Mono.from(database.getCollection(collection).countDocuments()));
    }

    private void countRows(SortedMap<String, Long> counts) throws SQLException {
        EmbeddedMariaDb mariadb = stores.mariadb().orElseThrow();
        try (Connection connection = DriverManager.getConnection(
                        mariadb.jdbcUrl(),
                        mariadb.account().user(),
                        mariadb.account().password());
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    row.next();
                    counts.put("mysql." + table, row.getLong(1));
                }
            }
        }
    }

    /** A command may wait; there is nothing else for it to do. */
    private static <T> T answer(String store, Mono<T> asked) {
        try {
            return asked.blockOptional(PATIENCE).orElseThrow();
        } catch (RuntimeException e) {
            throw new BackupFailed(
                    store + " cannot be counted; did this Fluxim ever start to its end? " + Cause.sentence(e), e);
        }
    }

    @Override
    public void close() {
        atExit.close();
    }
}
