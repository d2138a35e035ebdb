package io.fluxim.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.fluxim.testkit.TestMariaDb.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class TestStoresIT {

    @Test
    void givenKafkaAwayAndBack_whenRead_thenRecordsAreThere() throws Exception {
        TestKafka kafka = TestStores.kafka();
        String topic = kafka.freshTopic("away", 2);
        produce(kafka, topic, "before");
        kafka.kill();
        kafka.start();
        produce(kafka, topic, "after");

        assertThat(consume(kafka, topic)).containsExactly("before", "after");
    }

    private static void produce(TestKafka kafka, String topic, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 1, null, value.getBytes(StandardCharsets.UTF_8)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> consume(TestKafka kafka, String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 1);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new java.util.ArrayList<>();
            while (values.size() < 2) {
                consumer.poll(Duration.ofSeconds(30))
                        .forEach(record -> values.add(new String(record.value(), StandardCharsets.UTF_8)));
            }
            return values;
        }
    }

    @Test
    void givenMongoKilledAndBack_whenRead_thenDocumentsAreThere() {
        TestMongo mongodb = TestStores.mongodb();
        String name = mongodb.freshName("away");
        try (MongoClient client = MongoClients.create(mongodb.uri())) {
            MongoCollection<Document> things = client.getDatabase(name).getCollection("things");
            things.insertOne(new Document("_id", "one"));
            mongodb.kill();
            mongodb.start();
            assertThat(things.find()).containsExactly(new Document("_id", "one"));
        }
    }

    @Test
    void givenMariaDbKilledAndBack_whenRead_thenRowsAreThere() throws SQLException {
        TestMariaDb mariadb = TestStores.mariadb();
        Database database = mariadb.freshDatabase("away");
        execute(database, "CREATE TABLE things (id VARCHAR(20) PRIMARY KEY)");
        execute(database, "INSERT INTO things VALUES ('Alice'), ('alice'), ('🙂')");
        mariadb.kill();
        mariadb.start();
        assertThat(count(database)).isEqualTo(3);
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int count(Database database) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT COUNT(*) FROM things")) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void givenRedis_whenFreshDatabases_thenTheyDiffer() {
        TestRedis redis = TestStores.redis();
        assertThat(redis.freshUrl()).startsWith(redis.url() + "/").isNotEqualTo(redis.freshUrl());
        redis.kill();
        redis.start();
    }
}
