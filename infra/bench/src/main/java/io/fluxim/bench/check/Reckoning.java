package io.fluxim.bench.check;

import io.fluxim.testkit.check.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers against arrivals against history, when nothing is under way any more. */
final class Reckoning {

    private final Sent sent;
    private final Findings findings;

    Reckoning(Sent sent, Findings findings) {
        this.sent = sent;
        this.findings = findings;
    }

    void of(List<Talk> talks, Map<String, Long> rows) {
        for (int number = 0; number < sent.size(); number++) {
            message(number);
        }
        talks.forEach(talk -> archived(talk, rows.getOrDefault(talk.key(), 0L)));
        Set<String> known = talks.stream().map(Talk::key).collect(Collectors.toSet());
        rows.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(
                        key -> findings.add(Rule.NOTHING_INVENTED, "the history has " + key + ", where nobody talked"));
    }

    private void message(int number) {
        boolean there = sent.seq(number) != 0;
        switch (sent.answer(number)) {
            case OPEN -> findings.add(Rule.DELIVERED, "message " + number + " never had an answer");
            case ACCEPTED -> {
                if (!there) {
                    findings.add(Rule.DELIVERED, "message " + number + " was accepted and came to nobody");
                }
            }
            case REFUSED -> {
                if (there) {
                    findings.add(Rule.REFUSED_NOWHERE, "message " + number + " was refused and is there");
                }
            }
            case UNKNOWN -> {} // there for all, as the devices' order tells, or for nobody
        }
    }

    private void archived(Talk talk, long rows) {
        if (rows != talk.head()) {
            findings.add(
                    Rule.ARCHIVED_ONCE,
                    talk.key() + " has " + rows + " rows of history for " + talk.head() + " messages");
        }
    }
}
