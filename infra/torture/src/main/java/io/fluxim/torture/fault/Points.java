package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
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

    /** What happens only to who has just been given partitions: they have to be proved what these hold. */
    private static final Set<String> AT_TAKEOVER = Set.of(
            "timeline-tails", "members-above-floor", "seq-restore", "inbox-marks", "inbox-heads", "position-restore");

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

    static boolean isAtTakeover(String point) {
        return AT_TAKEOVER.contains(effect(point));
    }

    /** It will die there, at one of its next passes. */
    static void arm(App victim, String point, int pass) {
        victim.ask("kill " + point + " " + pass);
    }

    /** Whether it died as it was told; if not, it lives on. */
    static boolean died(App victim, Duration patience) {
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
