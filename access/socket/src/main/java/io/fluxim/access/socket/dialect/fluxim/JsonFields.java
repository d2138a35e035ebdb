package io.fluxim.access.socket.dialect.fluxim;

import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * The fields of one JSON object, strict about types: a number in quotes is no number. Complaints name the field by its
 * path and say what was expected. Fields that nobody asks for are ignored.
 */
final class JsonFields {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** A value as it was written, and what it is. */
    private record Value(JsonToken token, String written, String string) {}

    private final String path;
    private final Map<String, Value> values;

    private JsonFields(String path, Map<String, Value> values) {
        this.path = path;
        this.values = values;
    }

    /** The object in this text, and nothing behind it; {@code malformed} otherwise. */
    static JsonFields parse(String text) {
        return parse("", text);
    }

    private static JsonFields parse(String path, String text) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("must be one JSON object");
            }
            Map<String, Value> values = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                if (values.put(name, value(parser, text)) != null) {
                    throw InvalidInput.of(printable(path + name), "must occur once");
                }
            }
            if (parser.nextToken() != null) {
                throw malformed("must be one JSON object, with nothing behind it");
            }
            return new JsonFields(path, values);
        } catch (JacksonException e) {
            throw malformed(notJson(e));
        }
    }

    private static Value value(JsonParser parser, String text) {
        JsonToken token = parser.nextToken();
        int start = (int) parser.currentTokenLocation().getCharOffset();
        String string = token == JsonToken.VALUE_STRING ? parser.getString() : "";
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getCharOffset();
        return new Value(token, text.substring(start, end), string);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** A string with this number of bytes of UTF-8, without control characters and unpaired surrogates. */
    String string(String name, int minBytes, int maxBytes) {
        String string = anyString(name, maxBytes);
        int bytes = utf8(string);
        if (bytes < minBytes) {
            throw InvalidInput.of(
                    path + name, "must be " + minBytes + " to " + maxBytes + " bytes of UTF-8, was " + bytes);
        }
        if (string.codePoints().anyMatch(Character::isISOControl)) {
            throw InvalidInput.of(path + name, "must not contain control characters");
        }
        return string;
    }

    /** A string of at most {@code maxBytes} bytes of UTF-8, without unpaired surrogates. */
    String anyString(String name, int maxBytes) {
        String string = typed(name, JsonToken.VALUE_STRING, "a string").string();
        int bytes = utf8(string);
        if (bytes > maxBytes) {
            throw new InvalidInput(
                    ErrorCode.TOO_LARGE, path + name, "must be at most " + maxBytes + " bytes of UTF-8, was " + bytes);
        }
        if (string.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw InvalidInput.of(path + name, "must not contain unpaired surrogates");
        }
        return string;
    }

    /** A whole number in these bounds. */
    long number(String name, long min, long max) {
        String expected = "a whole number from " + min + " to " + max;
        String written = typed(name, JsonToken.VALUE_NUMBER_INT, expected).written();
        try {
            long number = Long.parseLong(written);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // more digits than a long has: out of bounds as well
        }
        throw InvalidInput.of(path + name, "must be " + expected);
    }

    boolean flag(String name) {
        Value value = required(name, "true or false");
        if (value.token() != JsonToken.VALUE_TRUE && value.token() != JsonToken.VALUE_FALSE) {
            throw InvalidInput.of(path + name, "must be true or false");
        }
        return value.token() == JsonToken.VALUE_TRUE;
    }

    /** An object. */
    JsonFields object(String name) {
        return parse(
                path + name + ".",
                typed(name, JsonToken.START_OBJECT, "an object").written());
    }

    /** An array of at most {@code maxCount} strings. */
    List<String> strings(String name, int maxCount, int maxBytes) {
        JsonFields items = items(
                name, typed(name, JsonToken.START_ARRAY, "an array of strings").written());
        if (items.values.size() > maxCount) {
            throw new InvalidInput(ErrorCode.TOO_LARGE, path + name, "must be at most " + maxCount + " strings");
        }
        List<String> strings = new ArrayList<>();
        items.values.keySet().forEach(index -> strings.add(items.string(index, 1, maxBytes)));
        return strings;
    }

    /** Any value, without the white space between its parts. */
    String any(String name) {
        return compact(required(name, "any JSON value").written());
    }

    /** The names of all fields. */
    Iterable<String> names() {
        return values.keySet();
    }

    int size() {
        return values.size();
    }

    /** The value of an optional field that is a string of a bounded length, if it is that. */
    Optional<String> lenientString(String name, int maxBytes) {
        try {
            return has(name) ? Optional.of(anyString(name, maxBytes)) : Optional.empty();
        } catch (InvalidInput e) {
            return Optional.empty();
        }
    }

    private JsonFields items(String name, String array) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), array)) {
            Map<String, Value> items = new LinkedHashMap<>();
            parser.nextToken();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String string = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getString() : "";
                items.put("[" + items.size() + "]", new Value(parser.currentToken(), "", string));
                parser.skipChildren();
            }
            return new JsonFields(path + name, items);
        }
    }

    private Value typed(String name, JsonToken token, String expected) {
        Value value = required(name, expected);
        if (value.token() != token) {
            throw InvalidInput.of(path + name, "must be " + expected);
        }
        return value;
    }

    private Value required(String name, String expected) {
        Value value = values.get(name);
        if (value == null) {
            throw InvalidInput.of(path + name, "is required: " + expected);
        }
        return value;
    }

    private static String compact(String written) {
        StringBuilder compact = new StringBuilder(written.length());
        boolean quoted = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                compact.append(c);
                c = written.charAt(++i);
            } else if (!quoted && (c == ' ' || c == '\t' || c == '\n' || c == '\r')) {
                continue;
            }
            compact.append(c);
        }
        return compact.toString();
    }

    /** A field name is echoed: what cannot be written, or is long, is not. */
    private static String printable(String name) {
        return name.length() <= 64 && name.chars().allMatch(c -> c > ' ' && c < 0x7f) ? name : "a field";
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Without the parser's own words: they quote what was sent, which may be half a character. */
    private static String notJson(JacksonException e) {
        TokenStreamLocation where = e.getLocation();
        return where == null // a limit of the parser: depth, or digits of a number
                ? "must be JSON that is nested less deeply and has shorter numbers"
                : "must be valid JSON, was not from character " + where.getCharOffset() + " on";
    }

    private static InvalidInput malformed(String expected) {
        return new InvalidInput(ErrorCode.MALFORMED, "", expected);
    }
}
