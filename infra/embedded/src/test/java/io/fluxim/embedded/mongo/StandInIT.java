package io.fluxim.embedded.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.MinKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInIT {

    private static final int DUPLICATE_KEY = 11000;

    @TempDir
    Path dir;

    private Served served;
    private MongoCollection<Document> inbox;

    @BeforeEach
    void start() throws Exception {
        served = Served.from(dir);
        inbox = served.database().getCollection("inbox");
        inbox.createIndex(Indexes.ascending("u", "p"), new IndexOptions().unique(true));
        inbox.createIndex(Indexes.ascending("u", "c", "q"), new IndexOptions().unique(true));
    }

    @AfterEach
    void stop() throws Exception {
        served.close();
    }

    private static Document entry(String user, long position) {
        return new Document("u", user)
                .append("p", position)
                .append("c", "d:" + user + ":z")
                .append("q", position)
                .append("m", "m" + position);
    }

    private static List<Document> entries(String user, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(position -> entry(user, position))
                .toList();
    }

    @Test
    void givenPositionTaken_whenInserted_thenDuplicateKey() {
        inbox.insertOne(entry("a", 1));
        MongoWriteException refused =
                catchThrowableOfType(MongoWriteException.class, () -> inbox.insertOne(entry("a", 1)));
        assertThat(refused.getError().getCode()).isEqualTo(DUPLICATE_KEY);
        assertThat(refused.getError().getMessage()).contains("u_1_p_1");
    }

    @Test
    void givenRangeFromTheLowestValueThereIs_whenFound_thenNothingIsLeftOut() {
        MongoCollection<Document> collection = served.database().getCollection("ranges");
        List<Document> all = List.of(new Document("_id", 1), new Document("_id", "a"));
        collection.insertMany(all);

        assertThat(collection.find(Filters.gt("_id", new MinKey())).into(new ArrayList<>()))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void givenDuplicateAmongMany_whenOrdered_thenNothingAfterItIsInserted() {
        inbox.insertOne(entry("a", 3));
        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class, () -> inbox.insertMany(new ArrayList<>(entries("a", 1, 5))));
        assertThat(refused.getWriteErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getIndex()).isEqualTo(2));
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(2);
        assertThat(positions(eq("u", "a"), ascending("p"), 0)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void givenDuplicateAmongMany_whenUnordered_thenTheOthersAreInserted() {
        inbox.insertOne(entry("a", 3));
        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> inbox.insertMany(new ArrayList<>(entries("a", 1, 5)), new InsertManyOptions().ordered(false)));
        assertThat(refused.getWriteResult().getInsertedCount()).isEqualTo(4);
        assertThat(positions(eq("u", "a"), ascending("p"), 0)).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void givenConflictAmongUpserts_whenOrdered_thenNothingAfterItIsDone() {
        inbox.insertOne(entry("a", 1));
        UpdateOptions upsert = new UpdateOptions().upsert(true);
        MongoBulkWriteException refused = catchThrowableOfType(
                MongoBulkWriteException.class,
                () -> inbox.bulkWrite(List.of(
                        new UpdateOneModel<>(eq("m", "x"), Updates.setOnInsert(withoutMark(entry("a", 2))), upsert),
                        new UpdateOneModel<>(eq("m", "y"), Updates.setOnInsert(withoutMark(entry("a", 1))), upsert),
                        new UpdateOneModel<>(eq("m", "z"), Updates.setOnInsert(withoutMark(entry("a", 3))), upsert))));
        assertThat(refused.getWriteErrors())
                .singleElement()
                .satisfies(error -> assertThat(error.getIndex()).isEqualTo(1))
                .satisfies(error -> assertThat(error.getCode()).isEqualTo(DUPLICATE_KEY));
        assertThat(refused.getWriteResult().getUpserts())
                .singleElement()
                .satisfies(done -> assertThat(done.getIndex()).isZero());
        assertThat(positions(eq("u", "a"), ascending("p"), 0)).containsExactly(1L, 2L);
    }

    private static Document withoutMark(Document entry) {
        entry.remove("m");
        return entry;
    }

    @Test
    void givenWritersAndReaders_whenTheyRace_thenEachPositionIsTakenOnceAndReadersSeeWholeDocuments() {
        int each = 300;
        List<CompletableFuture<Integer>> writers = IntStream.range(0, 3)
                .mapToObj(writer -> CompletableFuture.supplyAsync(() -> claim(each)))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(writers.toArray(CompletableFuture[]::new));
        while (!all.isDone()) {
            for (Document entry : inbox.find(eq("u", "a")).sort(descending("p")).limit(20)) {
                assertThat(entry).containsKeys("_id", "u", "p", "c", "q", "m");
            }
        }
        assertThat(writers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(each);
        assertThat(inbox.countDocuments()).isEqualTo(each);
    }

    /** Inserts all positions that nobody has, marks each in place, and tells how many it got. */
    private int claim(int upTo) {
        int got = 0;
        for (int position = 1; position <= upTo; position++) {
            try {
                inbox.insertOne(entry("a", position));
                got++;
            } catch (MongoWriteException taken) {
                assertThat(taken.getError().getCode()).isEqualTo(DUPLICATE_KEY);
            }
            inbox.updateOne(and(eq("u", "a"), eq("p", position)), Updates.set("field" + position % 7, position));
        }
        return got;
    }

    @Test
    void givenManyEntries_whenOnePageIsRead_thenOnlyItsEntriesAreExamined() {
        fill();

        assertExamined(
                50,
                () -> assertThat(positions(and(eq("u", "user7"), gt("p", 900)), ascending("p"), 50))
                        .hasSize(50)
                        .startsWith(901L)
                        .endsWith(950L));
        assertExamined(
                1,
                () -> assertThat(positions(eq("u", "user7"), descending("p"), 1))
                        .containsExactly(2_000L));
        assertExamined(
                100,
                () -> assertThat(positions(and(eq("u", "user7"), gte("p", 1901)), descending("p"), 0))
                        .hasSize(100)
                        .startsWith(2_000L)
                        .endsWith(1_901L));
        assertExamined(
                9,
                () -> assertThat(positions(and(eq("u", "user7"), gt("p", 10), lt("p", 20)), null, 0))
                        .hasSize(9));
        assertExamined(
                1,
                () -> assertThat(positions(and(eq("u", "user7"), eq("p", 5)), null, 0))
                        .containsExactly(5L));
        assertExamined(
                2,
                () -> assertThat(positions(and(eq("u", "user7"), eq("c", "d:user7:z"), in("q", 3, 5_000, 4)), null, 0))
                        .containsExactlyInAnyOrder(3L, 4L));
        assertExamined(
                1,
                () -> assertThat(positions(and(eq("u", "user7"), eq("c", "d:user7:z")), descending("q"), 1))
                        .containsExactly(2_000L));
        assertExamined(
                0,
                () -> assertThat(positions(and(eq("u", "user7"), gt("p", 9), lt("p", 9)), null, 0))
                        .isEmpty());
    }

    @Test
    void givenManyEntries_whenOneIsUpdatedAndOneDeleted_thenNoOtherIsExamined() {
        fill();
        assertExamined(1, () -> inbox.updateOne(and(eq("u", "user7"), eq("p", 5)), Updates.set("m", "other")));
        assertExamined(
                1,
                () -> assertThat(inbox.deleteOne(and(eq("u", "user7"), eq("p", 5)))
                                .getDeletedCount())
                        .isEqualTo(1));
        assertExamined(
                4,
                () -> assertThat(inbox.deleteMany(and(eq("u", "user8"), lt("p", 5)))
                                .getDeletedCount())
                        .isEqualTo(4));
        assertThat(positions(eq("u", "user8"), ascending("p"), 1)).containsExactly(5L);
    }

    /** 20,000 entries of 10 users. */
    private void fill() {
        for (int user = 0; user < 10; user++) {
            inbox.insertMany(new ArrayList<>(entries("user" + user, 1, 2_000)));
        }
    }

    private void assertExamined(int documents, Runnable query) {
        long before = served.standIn().examined();
        query.run();
        assertThat(served.standIn().examined() - before).isEqualTo(documents);
    }

    private List<Long> positions(Bson filter, Bson sort, int limit) {
        return inbox.find(filter)
                .sort(sort)
                .limit(limit)
                .map(document -> document.getLong("p"))
                .into(new ArrayList<>());
    }

    @Test
    void givenMessages_whenReadByIds_thenOnlyTheseAreExaminedAndProjected() {
        MongoCollection<Document> messages = served.database().getCollection("messages");
        messages.insertMany(IntStream.range(0, 5_000)
                .mapToObj(number -> new Document("_id", String.format("%05d", number))
                        .append("c", "g:1")
                        .append("q", number)
                        .append("body", "x"))
                .toList());
        assertExamined(
                2,
                () -> assertThat(messages.find(in("_id", "00007", "nobody", "04000"))
                                .projection(Projections.include("q")))
                        .containsExactlyInAnyOrder(
                                new Document("_id", "00007").append("q", 7),
                                new Document("_id", "04000").append("q", 4_000)));
        assertExamined(
                10,
                () -> assertThat(messages.find(and(gte("_id", "00100"), lt("_id", "00110"))))
                        .hasSize(10));
        assertExamined(
                3,
                () -> assertThat(messages.find().sort(ascending("_id")).limit(3))
                        .extracting(document -> document.getInteger("q"))
                        .containsExactly(0, 1, 2));
    }

    @Test
    void givenNoDocument_whenUpserted_thenSetOnInsertAndMaxApply() {
        MongoCollection<Document> floors = served.database().getCollection("floors");
        Bson raise = Updates.combine(Updates.setOnInsert("since", 1), Updates.max("floor", 5L));
        floors.updateOne(eq("_id", "u1"), raise, new UpdateOptions().upsert(true));
        floors.updateOne(eq("_id", "u1"), Updates.max("floor", 3L), new UpdateOptions().upsert(true));
        floors.updateOne(eq("_id", "u1"), Updates.max("floor", 9L), new UpdateOptions().upsert(true));
        assertThat(floors.find())
                .containsExactly(new Document("_id", "u1").append("since", 1).append("floor", 9L));
    }

    @Test
    void givenDocument_whenFoundAndUpdated_thenTheAskedForStateIsReturned() {
        MongoCollection<Document> meta = served.database().getCollection("meta");
        FindOneAndUpdateOptions after =
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);
        assertThat(meta.findOneAndUpdate(eq("_id", "n"), Updates.inc("n", 1), after))
                .isEqualTo(new Document("_id", "n").append("n", 1));
        assertThat(meta.findOneAndUpdate(eq("_id", "n"), Updates.inc("n", 1)))
                .isEqualTo(new Document("_id", "n").append("n", 1));
        assertThat(meta.findOneAndDelete(eq("n", 2))).isNotNull();
        assertThat(meta.countDocuments()).isZero();
    }

    @Test
    void givenHello_whenAsked_thenItIsAWritablePrimary() {
        Document hello = served.database().runCommand(new Document("hello", 1));
        assertThat(hello).containsEntry("isWritablePrimary", true).containsKey("maxWireVersion");
    }

    @Test
    void givenStageThatWrites_whenAggregated_thenRefused() {
        inbox.insertOne(entry("a", 1));
        assertThat(catchThrowableOfType(
                        MongoCommandException.class,
                        () -> inbox.aggregate(List.of(new Document("$out", "copy")))
                                .toCollection()))
                .hasMessageContaining("$out");
    }
}
