package io.fluxim.inbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lte;

import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.Seq;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/** Fields of documents, each of which must be there and of its type; {@link Unreadable} otherwise. */
public final class MongoFields {

    private MongoFields() {}

    /** Reads a whole document; what its values are refused for is the document's fault. */
    public static <T> T read(Document document, Function<Document, T> reader) {
        try {
            return reader.apply(document);
        } catch (InvalidInput wrong) {
            throw new Unreadable(name(document), wrong);
        }
    }

    public static String text(Document document, String field) {
        return field(document, field, String.class);
    }

    public static long number(Document document, String field) {
        return field(document, field, Long.class);
    }

    /** The field {@code q}, as one of a place in a conversation. */
    public static Seq seq(Document document) {
        return read(document, read -> new Seq(number(read, "q")));
    }

    public static int smallNumber(Document document, String field) {
        return field(document, field, Integer.class);
    }

    public static boolean flag(Document document, String field) {
        return field(document, field, Boolean.class);
    }

    public static byte[] bytes(Document document, String field) {
        return field(document, field, Binary.class).getData();
    }

    public static Document inner(Document document, String field) {
        return field(document, field, Document.class);
    }

    public static List<String> texts(Document document, String field) {
        return items(document, field, String.class);
    }

    public static List<Document> inners(Document document, String field) {
        return items(document, field, Document.class);
    }

    /** What a walk by this field has before it. */
    public static Bson within(String field, WalkRange range) {
        Bson behind = gt(field, range.after());
        return range.upTo().map(last -> and(behind, lte(field, last))).orElse(behind);
    }

    private static <T> List<T> items(Document document, String field, Class<T> type) {
        List<?> items = field(document, field, List.class);
        if (!items.stream().allMatch(type::isInstance)) {
            throw new Unreadable(name(document), field + " is not a list of " + type.getSimpleName());
        }
        return items.stream().map(type::cast).toList();
    }

    private static <T> T field(Document document, String field, Class<T> type) {
        @Nullable Object value = document.get(field);
        if (!type.isInstance(value)) {
            String was = value == null ? "missing" : value.getClass().getSimpleName();
            throw new Unreadable(name(document), field + " must be a " + type.getSimpleName() + ", was " + was);
        }
        return type.cast(value);
    }

    /** Its key, as far as it is one; a part of a document has none. */
    private static String name(Document document) {
        return document.get("_id") instanceof String id ? id : "without a text as _id";
    }
}
