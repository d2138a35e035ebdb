package io.fluxim.cli.chat;

import io.fluxim.client.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Lines that were sent and not accepted yet, oldest first. After a reconnect they are sent again with the same
 * clientMsgId, which is safe: the server keeps one message.
 */
final class Unconfirmed {

    /** A line on its way. */
    record Line(String clientMsgId, Target to, String text) {

        JsonNode body() {
            return Json.object().put("content", text);
        }
    }

    /** Moved by the chat's one thread. */
    private final Set<Line> lines = new LinkedHashSet<>();

    Line add(Target to, String text) {
        Line line = new Line(UUID.randomUUID().toString(), to, text);
        lines.add(line);
        return line;
    }

    /** This line needs nothing more. */
    void settle(Line line) {
        lines.remove(line);
    }

    List<Line> all() {
        return List.copyOf(lines);
    }
}
