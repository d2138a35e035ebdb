package io.fluxim.inbox;

import io.fluxim.protocol.InvalidInput;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Fields of documents, each of which must be there and of its type; {@link Unreadable} otherwise. */
final class MongoFields {

    private MongoFields() {}

    /** Reads a whole document; what its values are refused for is the document's fault. */
    static <T> T read(Document document, Function<Document, T> reader) {
        try {
            return reader.apply(document);
        } catch (InvalidInput wrong) {
            throw new Unreadable(name(document), wrong);
        }
    }

    static String text(Document document, String field) {
        return field(document, field, String.class);
    }

    static long number(Document document, String field) {
        return field(document, field, Long.class);
    }

    static int smallNumber(Document document, String field) {
        return field(document, field, Integer.class);
    }

    static boolean flag(Document document, String field) {
        return field(document, field, Boolean.class);
    }

    static Document inner(Document document, String field) {
        return field(document, field, Document.class);
    }

    static List<String> texts(Document document, String field) {
        return items(document, field, String.class);
    }

    static List<Document> inners(Document document, String field) {
        return items(document, field, Document.class);
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
