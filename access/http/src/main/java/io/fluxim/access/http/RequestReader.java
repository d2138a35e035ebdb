package io.fluxim.access.http;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the JSON body of a request into a record: one component is one field, an {@code Optional} one may be missing or
 * null. As OpenIM's server does, names are found in any case if not in the written one, and unknown fields are ignored.
 *
 * <p>Strict about types, so that nothing is guessed; a complaint is an {@link InvalidInput} that names the field by its
 * path ({@code users[2].userID}) and says what was expected. Complaints of the record's own constructor get the path too.
 */
final class RequestReader {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // what is passed on stays as it was written
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private RequestReader() {}

    /** The request in these bytes; none at all count as an object without fields. */
    static <T extends Record> T read(byte[] body, Class<T> type) {
        return record("", parsed(body), type);
    }

    private static JsonNode parsed(byte[] body) {
        if (body.length == 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            throw malformed(e.getLocation());
        } catch (NumberFormatException e) { // Jackson's own reader of decimals, for exponents that no decimal has
            throw new InvalidInput(ErrorCode.MALFORMED, "body", "must be JSON whose numbers have smaller exponents");
        }
    }

    private static InvalidInput malformed(@Nullable TokenStreamLocation where) {
        String expected = where == null // a limit of the parser: depth, length of a name, digits of a number
                ? "must be JSON that is nested less deeply and has shorter names and numbers"
                : "must be one valid JSON object; reading it stopped at line " + where.getLineNr() + ", column "
                        + where.getColumnNr();
        return new InvalidInput(ErrorCode.MALFORMED, "body", expected);
    }

    /** The record in this object. */
    static <T extends Record> T record(String path, JsonNode node, Class<T> type) {
        if (!node.isObject()) {
            throw FieldReader.wrong(path.isEmpty() ? "body" : path, "an object", node);
        }
        RecordComponent[] fields = type.getRecordComponents();
        Object[] values =
                Arrays.stream(fields).map(field -> value(path, node, field)).toArray();
        return made(path, constructor(type, fields), values);
    }

    private static Object value(String parent, JsonNode object, RecordComponent field) {
        String name = field.getName();
        String path = parent.isEmpty() ? name : parent + "." + name;
        Type type = field.getGenericType();
        return FieldReader.read(path, found(object, name), type);
    }

    private static JsonNode found(JsonNode object, String name) {
        JsonNode exact = object.path(name);
        if (!exact.isMissingNode()) {
            return exact;
        }
        return object.propertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .map(object::path)
                .orElse(exact);
    }

    private static <T extends Record> Constructor<T> constructor(Class<T> type, RecordComponent[] fields) {
        try {
            Class<?>[] types =
                    Arrays.stream(fields).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true); // requests are package-private records of their routes
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has its canonical constructor: " + type, e);
        }
    }

    private static <T> T made(String path, Constructor<T> constructor, Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof InvalidInput refusal) {
                throw path.isEmpty() ? refusal : refusal.named(path + "." + refusal.field());
            }
            throw new IllegalStateException("a request refuses by InvalidInput alone", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record can be made", e);
        }
    }
}
