package io.fluxim.embedded;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/** Writes into all stores and says so; alone in its JVM it then waits to be killed. */
final class Writer {

    static final String TOPIC = "things";

    private Writer() {}

    /** Arguments: data directory, cache, ports of Kafka, Redis, MariaDB and MongoDB. Prints {@code redis-pid mariadb-pid}. */
    public static void main(String[] args) throws Exception {
        StorePorts ports = new StorePorts(
                Integer.parseInt(args[2]),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                Integer.parseInt(args[5]));
        StoreSettings settings =
                new StoreSettings(Path.of(args[0]), Path.of(args[1]), ports, EnumSet.allOf(StoreSettings.Kind.class));
        EmbeddedStores stores = EmbeddedStores.start(settings, (store, phase, millis) -> {});
        write(stores);
        System.out.println(stores.redis().orElseThrow().pid() + " "
                + stores.mariadb().orElseThrow().pid());
        Thread.currentThread().join();
    }

    static void write(EmbeddedStores stores) throws Exception {
        stores.redis().orElseThrow().command("SET thing kept");
        try (MongoClient client =
                MongoClients.create(stores.mongodb().orElseThrow().uri())) {
            client.getDatabase("fluxim").getCollection(TOPIC).insertOne(new Document("_id", "kept"));
        }
        execute(stores, "CREATE TABLE things (id VARCHAR(20) PRIMARY KEY)");
        execute(stores, "INSERT INTO things VALUES ('kept')");
        Map<String, Object> config = config(stores);
        try (Admin admin = Admin.create(config);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(TOPIC, "kept")).get(30, TimeUnit.SECONDS);
        }
    }

    /** What each store holds: Redis, MongoDB, MariaDB, Kafka. */
    static List<String> read(EmbeddedStores stores) throws Exception {
        List<String> found = new ArrayList<>();
        found.add(stores.redis().orElseThrow().command("STRLEN thing"));
        try (MongoClient client =
                MongoClients.create(stores.mongodb().orElseThrow().uri())) {
            found.add(String.valueOf(
                    client.getDatabase("fluxim").getCollection(TOPIC).find().first()));
        }
        try (Connection connection = connection(stores);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT id FROM things")) {
            result.next();
            found.add(result.getString(1));
        }
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config(stores), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(Duration.ofSeconds(30)).forEach(record -> found.add(record.value()));
        }
        return found;
    }

    static final List<String> WRITTEN = List.of(":4", "Document{{_id=kept}}", "kept", "kept");

    private static Map<String, Object> config(EmbeddedStores stores) {
        return Map.of("bootstrap.servers", stores.kafka().orElseThrow().bootstrapServers(), "acks", "all");
    }

    private static void execute(EmbeddedStores stores, String sql) throws Exception {
        try (Connection connection = connection(stores);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connection(EmbeddedStores stores) throws Exception {
        EmbeddedMariaDb mariadb = stores.mariadb().orElseThrow();
        return DriverManager.getConnection(
                mariadb.jdbcUrl(), mariadb.account().user(), mariadb.account().password());
    }
}
