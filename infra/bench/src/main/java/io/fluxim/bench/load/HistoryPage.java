package io.fluxim.bench.load;

import io.fluxim.bench.check.Arrival;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * A page of history as HTTP answers it, as far as the bench cares. Read token by token: no tree is made.
 *
 * @param code OpenIM's errCode, 0 for success
 * @param rows in their order
 */
record HistoryPage(int code, List<Arrival> rows) {

    /** What none of ours is. */
    private static final int NO_CODE = -1;

    static HistoryPage read(byte[] text) {
        int code = NO_CODE;
        List<Arrival> rows = List.of();
        try (JsonParser json = Heard.JSON.createParser(ObjectReadContext.empty(), text, 0, text.length)) {
            json.nextToken();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                JsonToken value = json.nextToken();
                if (name.equals("errCode")) {
                    code = json.getIntValue();
                } else if (name.equals("data") && value == JsonToken.START_OBJECT) {
                    rows = rows(json);
                } else {
                    json.skipChildren();
                }
            }
        }
        return new HistoryPage(code, rows);
    }

    private static List<Arrival> rows(JsonParser json) {
        List<Arrival> rows = List.of();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (name.equals("messages")) {
                rows = Heard.entries(json);
            } else {
                json.skipChildren();
            }
        }
        return rows;
    }
}
