package io.fluxim.access.http;

import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One field of a request: a JSON value as a Java value, or what was expected there. */
final class FieldReader {

    private FieldReader() {}

    static Object read(String path, JsonNode node, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            Type wrapped = generic.getActualTypeArguments()[0];
            return absent(node, wrapped) ? Optional.empty() : Optional.of(read(path, node, wrapped));
        }
        if (node.isMissingNode() || node.isNull()) {
            throw InvalidInput.of(path, "is required: " + expected(type));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return list(path, node, generic.getActualTypeArguments()[0]);
        }
        return single(path, node, (Class<?>) type);
    }

    /** An empty id is how Go's servers write that there is none. */
    private static boolean absent(JsonNode node, Type type) {
        boolean id = type == UserId.class || type == GroupId.class;
        return node.isMissingNode()
                || node.isNull()
                || id && node.isString() && node.stringValue().isEmpty();
    }

    private static Object single(String path, JsonNode node, Class<?> type) {
        if (type == String.class) {
            return string(path, node, type);
        } else if (type == UserId.class) {
            return UserId.at(path, string(path, node, type));
        } else if (type == GroupId.class) {
            return GroupId.at(path, string(path, node, type));
        } else if (type == int.class || type == Integer.class) {
            return number(path, node, node.canConvertToInt(), type).intValue();
        } else if (type == long.class || type == Long.class) {
            return number(path, node, node.canConvertToLong(), type).longValue();
        } else if (type == boolean.class || type == Boolean.class) {
            if (!node.isBoolean()) {
                throw wrong(path, expected(type), node);
            }
            return node.booleanValue();
        } else if (type == JsonNode.class) {
            whole(path, node.toString());
            return node;
        } else if (type.isRecord()) {
            return RequestReader.record(path, node, type.asSubclass(Record.class));
        }
        throw new IllegalStateException("no way to read a " + type + " at " + path);
    }

    private static List<Object> list(String path, JsonNode node, Type item) {
        if (!node.isArray()) {
            throw wrong(path, "an array", node);
        }
        List<Object> items = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            items.add(read(path + "[" + i + "]", node.get(i), item));
        }
        return List.copyOf(items);
    }

    private static String string(String path, JsonNode node, Class<?> type) {
        if (!node.isString()) {
            throw wrong(path, expected(type), node);
        }
        String string = node.stringValue();
        whole(path, string);
        return string;
    }

    /** Half a character has no UTF-8: it would become a question mark. */
    private static void whole(String path, String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw InvalidInput.of(path, "must not contain unpaired surrogates");
        }
    }

    private static Number number(String path, JsonNode node, boolean fits, Class<?> type) {
        if (!node.isIntegralNumber() || !fits) {
            throw wrong(path, expected(type), node);
        }
        return node.numberValue();
    }

    static InvalidInput wrong(String path, String expected, JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        String was = node.isNumber() ? node.asString() : kind;
        return InvalidInput.of(path, "must be " + expected + ", was " + was);
    }

    private static String expected(Type type) {
        if (type instanceof ParameterizedType) {
            return "an array";
        } else if (type == String.class) {
            return "a string";
        } else if (type == UserId.class) {
            return "a user id";
        } else if (type == GroupId.class) {
            return "a group id";
        } else if (type == int.class || type == Integer.class) {
            return "a whole number of 32 bits";
        } else if (type == long.class || type == Long.class) {
            return "a whole number of 64 bits";
        } else if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        } else if (type == JsonNode.class) {
            return "any JSON value";
        }
        return "an object";
    }
}
