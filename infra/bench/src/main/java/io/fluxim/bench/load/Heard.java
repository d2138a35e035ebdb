package io.fluxim.bench.load;

import io.fluxim.bench.check.Arrival;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A frame of the server, as far as the bench cares. Read token by token: no tree is made.
 *
 * @param ref      empty where there is none
 * @param code     of an error or a rejection, or the reason of a goodbye
 * @param head     0 where there is none
 * @param arrivals the entries, if any
 */
record Heard(String op, String ref, String code, long head, boolean more, List<Arrival> arrivals) {

    static final JsonFactory JSON = JsonFactory.builder().build();

    static Heard read(byte[] text, int length) {
        String op = "";
        String ref = "";
        String code = "";
        long head = 0;
        boolean more = false;
        List<Arrival> arrivals = List.of();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text, 0, length)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "op" -> op = json.getString();
                    case "ref" -> ref = json.getString();
                    case "code", "reason" -> code = json.getString();
                    case "head" -> head = json.getLongValue();
                    case "more" -> more = json.getBooleanValue();
                    case "entries" -> arrivals = entries(json);
                    default -> json.skipChildren();
                }
            }
        }
        return new Heard(op, ref, code, head, more, arrivals);
    }

    /** The elements of an array of entries, to whose beginning it was read. */
    static List<Arrival> entries(JsonParser json) {
        List<Arrival> arrivals = new ArrayList<>(1);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            arrivals.add(entry(json));
        }
        return arrivals;
    }

    private static Arrival entry(JsonParser json) {
        long position = 0;
        long seq = 0;
        Said said = new Said("", "");
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "position" -> position = json.getLongValue();
                case "seq" -> seq = json.getLongValue();
                case "message" -> said = message(json);
                default -> json.skipChildren();
            }
        }
        int number = Body.number(said.clientMsgId());
        return new Arrival(position, seq, number, number < 0 || Body.complete(number, said.body()));
    }

    private record Said(String clientMsgId, String body) {}

    private static Said message(JsonParser json) {
        String clientMsgId = "";
        String body = "";
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            JsonToken value = json.nextToken();
            if (name.equals("clientMsgId")) {
                clientMsgId = json.getString();
            } else if (name.equals("body") && value == JsonToken.VALUE_STRING) {
                body = json.getString();
            } else {
                json.skipChildren();
            }
        }
        return new Said(clientMsgId, body);
    }
}
