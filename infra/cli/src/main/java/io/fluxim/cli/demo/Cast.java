package io.fluxim.cli.demo;

import io.fluxim.client.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who plays, and where everybody stood when the curtain fell: kept in a file, so that {@code --continue} goes on.
 *
 * @param run       1, 2, 3 …: each run without {@code --continue} has a cast of its own
 * @param group     the group of all three; empty before it is made
 * @param positions by user
 * @param sent      messages sent so far: to the group, and by the two in their direct chat
 */
record Cast(int run, String group, Map<String, Client.Position> positions, Sent sent) {

    /** How many messages the two conversations have. */
    record Sent(long group, long chat) {}

    /** Nobody has played yet in this run. */
    static Cast fresh(int run) {
        Map<String, Client.Position> positions = new LinkedHashMap<>();
        List.of("ann", "bob", "cat").forEach(name -> positions.put(name + run, Client.Position.START));
        return new Cast(run, "", positions, new Sent(0, 0));
    }

    List<String> users() {
        return List.copyOf(positions.keySet());
    }
}
