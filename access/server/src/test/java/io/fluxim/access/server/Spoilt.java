package io.fluxim.access.server;

import io.fluxim.testkit.hostile.HostileWords;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A good request with one of its values replaced by a hostile one.
 *
 * @param path of the value, a JSON pointer
 * @param body the whole request
 */
record Spoilt(String path, JsonNode value, JsonNode body) {

    /** Escapes all but ASCII: half a surrogate pair can be written in no other way. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Of the wrong kind wherever a string, or a number, is expected. */
    private static final List<JsonNode> KINDS = Stream.of(
                    "null",
                    "true",
                    "7",
                    "-1",
                    "0.5",
                    "2147483648",
                    "9223372036854775807",
                    "9223372036854775808",
                    "1e400",
                    "[]",
                    "[\"x\"]",
                    "[null]",
                    "{}",
                    "{\"$gt\":\"\"}",
                    "{\"$where\":\"sleep(9000)\"}",
                    "[[[[[[[[[[]]]]]]]]]]")
            .map(JSON::readTree)
            .toList();

    private static final List<JsonNode> VALUES = Stream.concat(
                    HostileWords.all().stream().map(word -> (JsonNode) StringNode.valueOf(word)), KINDS.stream())
            .toList();

    /** Each value of this request replaced by each hostile one, one at a time. */
    static List<Spoilt> of(String good) {
        List<String> paths = new ArrayList<>();
        collect("", JSON.readTree(good), paths);
        return paths.stream()
                .flatMap(path -> VALUES.stream().map(value -> new Spoilt(path, value, replaced(good, path, value))))
                .toList();
    }

    /** JSON as it was written: numbers of any size. */
    static JsonNode read(String json) {
        return JSON.readTree(json);
    }

    /** The same with a name in the place of NEW. */
    Spoilt named(String name) {
        return new Spoilt(path, value, JSON.readTree(text().replace("\"NEW\"", "\"" + name + "\"")));
    }

    /** The request as it is sent. */
    String text() {
        return JSON.writeValueAsString(body);
    }

    @Override
    public String toString() {
        String written = text();
        return path + " in " + (written.length() > 300 ? written.substring(0, 300) + "..." : written);
    }

    private static void collect(String path, JsonNode node, List<String> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), paths));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                collect(path + "/" + i, array.get(i), paths);
            }
        }
    }

    private static JsonNode replaced(String good, String path, JsonNode value) {
        JsonNode body = JSON.readTree(good);
        int slash = path.lastIndexOf('/');
        String name = path.substring(slash + 1);
        JsonNode parent = body.at(path.substring(0, slash));
        if (parent instanceof ObjectNode object) {
            object.set(name, value);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), value);
        }
        return body;
    }
}
