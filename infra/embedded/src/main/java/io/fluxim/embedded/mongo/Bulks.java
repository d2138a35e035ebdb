package io.fluxim.embedded.mongo;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the server beneath does otherwise than MongoDB with several writes in one command. */
final class Bulks {

    private Bulks() {}

    /** Runs a write command; the server's replies to parts of it are put together. */
    static Document run(String command, Document query, UnaryOperator<Document> server) {
        boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
        if (command.equals("insert") && query.get("documents") instanceof Collection<?> documents) {
            return counted(server.apply(query), documents.size(), ordered);
        }
        if (command.equals("update")
                && ordered
                && query.get("updates") instanceof List<?> updates
                && updates.size() > 1) {
            return oneByOne(query, updates, server);
        }
        return server.apply(query);
    }

    /** The server counts what it was given, not what it inserted. */
    private static Document counted(Document reply, int given, boolean ordered) {
        if (reply.get("writeErrors") instanceof List<?> errors && !errors.isEmpty()) {
            Document first = (Document) errors.get(0);
            reply.put("n", ordered ? first.get("index") : Integer.valueOf(given - errors.size()));
        }
        return reply;
    }

    /** The server goes on after an error, ordered or not. */
    private static Document oneByOne(Document query, List<?> updates, UnaryOperator<Document> server) {
        int matched = 0;
        int modified = 0;
        List<Document> upserted = new ArrayList<>();
        List<Document> errors = new ArrayList<>();
        for (int index = 0; index < updates.size() && errors.isEmpty(); index++) {
            Document one = query.clone();
            one.put("updates", List.of(updates.get(index)));
            Document reply = server.apply(one);
            matched += number(reply, "n");
            modified += number(reply, "nModified");
            upserted.addAll(placed(reply.get("upserted"), index));
            errors.addAll(placed(reply.get("writeErrors"), index));
        }
        Document reply = new Document("n", matched).append("nModified", modified);
        if (!upserted.isEmpty()) {
            reply.append("upserted", upserted);
        }
        if (!errors.isEmpty()) {
            reply.append("writeErrors", errors);
        }
        return reply.append("ok", 1.0);
    }

    private static int number(Document reply, String field) {
        return reply.get(field) instanceof Number number ? number.intValue() : 0;
    }

    private static List<Document> placed(@Nullable Object details, int index) {
        if (!(details instanceof Collection<?> several)) {
            return List.of();
        }
        List<Document> placed = new ArrayList<>();
        several.forEach(detail -> placed.add(((Document) detail).append("index", index)));
        return placed;
    }
}
