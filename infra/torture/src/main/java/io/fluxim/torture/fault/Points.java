package io.fluxim.torture.fault;

import io.fluxim.torture.cluster.App;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The points at which a victim can be told to die. */
final class Points {

    private static final int KILLED = 137;

    /** Of the sink; all others are the pipeline's. */
    private static final Set<String> OF_SINK = Set.of("history-append", "commit-sequenced");

    /** What happens only in a batch of many entries, after a repeat, or with a record that is dead: not within any seconds. */
    private static final Set<String> RARE = Set.of("publish-fanout", "inbox-present", "bury");

    private Points() {}

    /** Those that this application passes. */
    static List<String> of(App victim) {
        boolean sink = victim.kind() == App.Kind.SINK;
        return List.of(victim.ask("points").replaceFirst("^points ", "").split(",")).stream()
                .filter(point -> OF_SINK.contains(effect(point)) == sink)
                .toList();
    }

    static boolean isRare(String point) {
        return RARE.contains(effect(point)) || point.equals("members-store halfway");
    }

    /** Whether it died there, at one of its next passes. */
    static boolean killAt(App victim, String point, int pass, Duration patience) {
        victim.ask("kill " + point + " " + pass);
        if (victim.gone(patience)) {
            return victim.exitCode() == KILLED;
        }
        victim.ask("disarm");
        return false;
    }

    private static String effect(String point) {
        return point.split(" ")[0];
    }
}
