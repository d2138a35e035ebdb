package io.fluxim.embedded.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexed or not, a query has one answer: random queries against two collections with the same documents. */
class PlansIT {

    private static final long SEED = 20_240_101;

    @TempDir
    Path dir;

    private final Random random = new Random(SEED);

    @Test
    void givenIndexedAndPlainCollection_whenQueriedAtRandom_thenAnswersAgree() throws Exception {
        try (Served served = Served.from(dir)) {
            MongoCollection<Document> indexed = served.database().getCollection("indexed");
            MongoCollection<Document> plain = served.database().getCollection("plain");
            indexed.createIndex(Indexes.ascending("a", "b", "c"), new IndexOptions().unique(true));
            indexed.createIndex(
                    Indexes.ascending("s"), new IndexOptions().unique(true).sparse(true));
            List<Document> documents = documents();
            indexed.insertMany(documents);
            plain.insertMany(documents);

            for (int i = 0; i < 1_500; i++) {
                Document query = query();
                Document sort = sort();
                int limit = random.nextInt(3) * 7;
                assertThat(find(indexed, query, sort, limit))
                        .as("query %s sort %s limit %d", query.toJson(), sort.toJson(), limit)
                        .isEqualTo(find(plain, query, sort, limit));
            }
        }
    }

    /** With numbers of several types, absent fields and nulls. */
    private List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Document document = new Document("_id", i).append("c", (long) i);
            document.append("a", value());
            if (random.nextInt(10) > 0) {
                document.append("b", value());
            }
            if (random.nextBoolean()) {
                document.append("s", i);
            }
            documents.add(document);
        }
        return documents;
    }

    private Object value() {
        return switch (random.nextInt(5)) {
            case 0 -> (long) random.nextInt(6);
            case 1 -> (double) random.nextInt(6);
            case 2 -> String.valueOf((char) ('a' + random.nextInt(3)));
            case 3 -> null;
            default -> random.nextInt(6);
        };
    }

    private Document query() {
        Document query = new Document();
        for (String field : List.of("a", "b", "c", "s", "_id")) {
            if (random.nextInt(5) < 2) {
                query.append(field, condition());
            }
        }
        return random.nextInt(4) == 0 && !query.isEmpty() ? new Document("$and", List.of(query)) : query;
    }

    private Object condition() {
        return switch (random.nextInt(7)) {
            case 0 -> new Document("$gt", value()).append("$lte", value());
            case 1 -> new Document("$gte", value());
            case 2 -> new Document("$lt", value());
            case 3 -> new Document("$in", Arrays.asList(value(), value(), value()));
            case 4 -> new Document("$ne", value());
            case 5 -> new Document("$eq", value());
            default -> value();
        };
    }

    /** Ends with {@code _id}, so that there is one right order. */
    private Document sort() {
        Document sort = new Document();
        for (String field : List.of("a", "b", "c")) {
            if (random.nextInt(3) == 0) {
                sort.append(field, random.nextBoolean() ? 1 : -1);
            }
        }
        return sort.append("_id", random.nextBoolean() ? 1 : -1);
    }

    private static List<Document> find(MongoCollection<Document> from, Document query, Document sort, int limit) {
        return from.find(query).sort(sort).limit(limit).into(new ArrayList<>());
    }
}
