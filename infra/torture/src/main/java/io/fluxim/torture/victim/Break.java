package io.fluxim.torture.victim;

import io.fluxim.testkit.check.Rule;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** A defect that can be built in: each breaks the promise in one way, again and again, and the torture must name the rule. */
public enum Break {
    /** An entry never gets into the inbox, though the flow believes so. */
    SKIP_INBOX_WRITE(Rule.DENSE_POSITIONS, Rule.DELIVERED),
    /** Planned deliveries are not published. */
    SKIP_FANOUT(Rule.DELIVERED),
    /** A message is delivered twice, the second time under a seq that it does not have. */
    DOUBLE_DELIVERY(Rule.ONCE),
    /** Two messages of one sender change places before they are numbered. */
    REORDER_BATCH(Rule.SEND_ORDER),
    /** A batch is committed, and its effects are left out; a sender who asks again has their message come too late. */
    COMMIT_EARLY(Rule.DELIVERED, Rule.TIME_KEPT) {
        @Override
        public boolean foundBy(Set<Rule> broken) { // lost for good, or come too late: which, is chance
            return expected().stream().anyMatch(broken::contains);
        }
    },
    /** A row is not written to history. */
    SKIP_HISTORY(Rule.ARCHIVED_ONCE),
    /** A message says something else than its sender did. */
    ALTER_BODY(Rule.CONTENT_KEPT),
    /** A message is stored with another time than its sender was told. */
    ALTER_TIME(Rule.TIME_KEPT),
    /** A push carries another position than the inbox has. */
    PUSH_ELSEWHERE(Rule.SEEN_AS_STORED),
    /** A sender is told {@code accepted}, and nothing is in Kafka. */
    ACCEPT_UNSENT(Rule.DELIVERED),
    /** A message appears that nobody sent. */
    INVENT(Rule.NOTHING_INVENTED);

    private final Set<Rule> expected;

    Break(Rule... expected) {
        this.expected = Set.of(expected);
    }

    /** The rules that it breaks. */
    public Set<Rule> expected() {
        return expected;
    }

    /** Whether a report that names these rules as broken has found it: it must name all of its own, and may name others. */
    public boolean foundBy(Set<Rule> broken) {
        return broken.containsAll(expected());
    }

    /** In commands: {@code skip-inbox-write}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException that tells the names, for any other */
    public static Break named(String word) {
        return Arrays.stream(values())
                .filter(defect -> defect.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no defect '" + word + "', only "
                        + Arrays.stream(values()).map(Break::word).toList()));
    }
}
