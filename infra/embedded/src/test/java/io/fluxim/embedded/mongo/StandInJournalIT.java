package io.fluxim.embedded.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoNamespace;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandInJournalIT {

    @TempDir
    Path dir;

    @Test
    void givenEveryKindOfWrite_whenCrashed_thenTheSameIsThereAgain() throws Exception {
        Served served = Served.from(dir);
        MongoDatabase database = served.database();
        writeOfEveryKind(database);
        Map<String, List<Document>> before = contents(database);
        served.crash();

        try (Served again = Served.from(dir)) {
            assertThat(contents(again.database())).isEqualTo(before);
            assertIndexesHold(again.database());
        }
    }

    @Test
    void givenEveryKindOfWrite_whenCompactedAndCrashed_thenTheSameIsThereAgain() throws Exception {
        Served served = Served.from(dir);
        writeOfEveryKind(served.database());
        served.standIn().compact();
        served.database().getCollection("inbox").insertOne(entry(1_000));
        Map<String, List<Document>> before = contents(served.database());
        served.crash();

        try (Served again = Served.from(dir)) {
            assertThat(contents(again.database())).isEqualTo(before);
            assertIndexesHold(again.database());
        }
    }

    private static Document entry(int position) {
        return new Document("u", "a").append("p", position).append("bytes", new Binary(new byte[] {1, 2, 3}));
    }

    private static void writeOfEveryKind(MongoDatabase database) {
        MongoCollection<Document> inbox = database.getCollection("inbox");
        inbox.createIndex(Indexes.ascending("u", "p"), new IndexOptions().unique(true));
        inbox.insertMany(new ArrayList<>(
                IntStream.range(0, 100).mapToObj(StandInJournalIT::entry).toList()));
        inbox.deleteMany(gt("p", 89));
        inbox.updateMany(gt("p", 79), Updates.set("seen", true));
        inbox.findOneAndDelete(eq("p", 50));
        inbox.updateOne(eq("u", "b"), Updates.set("p", 1), new UpdateOptions().upsert(true)); // the server makes the id
        database.createCollection("empty");
        database.getCollection("dropped").insertOne(new Document("x", 1));
        database.getCollection("dropped").drop();
        database.getCollection("dropped").insertOne(new Document("x", 2));
        database.getCollection("old").insertOne(new Document("x", 3));
        database.getCollection("old").renameCollection(new MongoNamespace(database.getName(), "renamed"));
        MongoCollection<Document> loose = database.getCollection("loose");
        loose.createIndex(Indexes.ascending("x"), new IndexOptions().unique(true));
        loose.dropIndex("x_1");
        loose.insertMany(List.of(new Document("x", 1), new Document("x", 1)));
    }

    private static Map<String, List<Document>> contents(MongoDatabase database) {
        Map<String, List<Document>> contents = new TreeMap<>();
        for (String name : database.listCollectionNames()) {
            contents.put(name, database.getCollection(name).find().into(new ArrayList<>()));
        }
        return contents;
    }

    private static void assertIndexesHold(MongoDatabase database) {
        assertThatThrownBy(() -> database.getCollection("inbox").insertOne(entry(1)))
                .isInstanceOf(MongoWriteException.class)
                .hasMessageContaining("E11000");
        database.getCollection("loose").insertOne(new Document("x", 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 40})
    void givenTornTail_whenStarted_thenItIsCutAndWritingGoesOn(int missing) throws Exception {
        Served served = Served.from(dir);
        MongoCollection<Document> things = served.database().getCollection("things");
        things.insertOne(new Document("_id", 1));
        things.insertOne(new Document("_id", 2));
        served.crash();
        shorten(missing);

        Served again = Served.from(dir);
        assertThat(ids(again)).containsExactly(1);
        again.database().getCollection("things").insertOne(new Document("_id", 3));
        again.crash();

        try (Served third = Served.from(dir)) {
            assertThat(ids(third)).containsExactly(1, 3);
        }
    }

    private void shorten(int bytes) throws IOException {
        try (FileChannel journal = FileChannel.open(dir.resolve("journal"), StandardOpenOption.WRITE)) {
            journal.truncate(journal.size() - bytes);
        }
    }

    @Test
    void givenDamagedRecord_whenStarted_thenItIsCutAndKeptBeside() throws Exception {
        Served served = Served.from(dir);
        MongoCollection<Document> things = served.database().getCollection("things");
        things.insertOne(new Document("_id", 1));
        long damagedFrom = Files.size(dir.resolve("journal"));
        things.insertOne(new Document("_id", 2));
        things.insertOne(new Document("_id", 3));
        served.crash();
        long cut = Files.size(dir.resolve("journal")) - damagedFrom;
        try (FileChannel journal = FileChannel.open(dir.resolve("journal"), StandardOpenOption.WRITE)) {
            journal.write(ByteBuffer.wrap(new byte[] {99}), damagedFrom + 20);
        }

        try (Served again = Served.from(dir)) {
            assertThat(ids(again)).containsExactly(1);
            assertThat(dir.resolve("journal.torn")).hasSize(cut);
        }
    }

    private static List<Integer> ids(Served served) {
        return served.database()
                .getCollection("things")
                .find()
                .map(document -> document.getInteger("_id"))
                .into(new ArrayList<>());
    }

    @Test
    void givenMostlyOutdatedJournal_whenStarted_thenItIsWrittenAnew() throws Exception {
        Served served = Served.from(dir);
        MongoCollection<Document> things = served.database().getCollection("things");
        things.insertOne(new Document("_id", 1).append("n", 0));
        for (int i = 1; i <= 2_000; i++) {
            things.updateOne(eq("_id", 1), Updates.set("n", i));
        }
        served.crash();
        long before = Files.size(dir.resolve("journal"));
        Files.writeString(dir.resolve("journal.new"), "what a compaction left that was broken off");

        try (Served again = Served.from(dir)) {
            assertThat(Files.size(dir.resolve("journal"))).isLessThan(before / 100);
            assertThat(dir.resolve("journal.new")).doesNotExist();
            assertThat(again.database().getCollection("things").find())
                    .containsExactly(new Document("_id", 1).append("n", 2_000));
        }
    }

    @Test
    void givenJournalThatCannotBeWritten_whenUsed_thenNothingIsAnswered() throws Exception {
        Served served = Served.from(dir);
        MongoCollection<Document> things = served.database().getCollection("things");
        things.insertOne(new Document("_id", 1));
        served.standIn().fail(new IOException("disk full"));
        assertThatThrownBy(() -> things.insertOne(new Document("_id", 2))).hasMessageContaining("disk full");
        assertThatThrownBy(() -> things.find().first()).hasMessageContaining("disk full");
        served.crash();
    }
}
