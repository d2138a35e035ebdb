package io.fluxim.standalone.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the stores of an installation say that they hold. The same after a restore, or it is no restore.
 *
 * @param epoch  under which clients know the inboxes
 * @param counts by what is counted: {@code mongodb.messages}, {@code mysql.message_history}, {@code kafka.im.accepted} …
 */
record Inventory(String epoch, SortedMap<String, Long> counts) {

    /** Records that the flows have not committed yet; they go on with them after a restore. */
    static final String WAITING = "kafka.waiting";

    Inventory {
        counts = new TreeMap<>(counts);
    }

    long count(String what) {
        return counts.getOrDefault(what, 0L);
    }

    /** Where the other one differs from this, in words. */
    List<String> differences(Inventory other) {
        List<String> found = new ArrayList<>();
        if (!epoch.equals(other.epoch)) {
            found.add("epoch " + other.epoch + " instead of " + epoch);
        }
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            if (other.count(count.getKey()) != count.getValue()) {
                found.add(count.getKey() + " " + other.count(count.getKey()) + " instead of " + count.getValue());
            }
        }
        return found;
    }

    /** In a line for people. */
    String sentence() {
        return count("mongodb.messages") + " messages, " + count("mongodb.inbox") + " inbox entries, "
                + count("mysql.message_history") + " rows of history, " + count("mysql.users") + " users, "
                + count("mysql.chat_groups") + " groups";
    }
}
