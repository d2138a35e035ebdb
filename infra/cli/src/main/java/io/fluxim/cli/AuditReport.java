package io.fluxim.cli;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Kind;
import io.fluxim.audit.Look;
import io.fluxim.audit.Mismatch;
import io.fluxim.audit.Subject;
import io.fluxim.client.Json;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an audit found, for people and for programs. */
final class AuditReport {

    private AuditReport() {}

    static String text(Findings findings) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Looked at %,d partitions of the readers, %,d conversations with %,d messages, %,d inboxes with %,d"
                        + " entries.%n",
                findings.partitions(),
                findings.conversations(),
                findings.messages(),
                findings.inboxes(),
                findings.entries()));
        if (findings.unjudged() > 0) {
            text.append(String.format(
                    Locale.ROOT, "%,d messages were still on their way and not judged.%n", findings.unjudged()));
        }
        findings.shown().forEach(mismatch -> text.append(line(mismatch)));
        findings.unseen()
                .forEach(unseen -> text.append("  not seen  ")
                        .append(name(unseen.subject()))
                        .append(": ")
                        .append(unseen.cause())
                        .append(System.lineSeparator()));
        return text.append(last(findings)).toString();
    }

    private static String line(Mismatch mismatch) {
        String weight = mismatch.kind().weight() == Kind.Weight.DRIFT ? "drift   " : "MISMATCH";
        return String.format(
                Locale.ROOT,
                "  %s  %s  %s #%d: %s%n",
                weight,
                mismatch.kind().word(),
                mismatch.where(),
                mismatch.number(),
                mismatch.evidence());
    }

    private static String last(Findings findings) {
        long mismatches = findings.count(Kind.Weight.MISMATCH);
        long drifts = findings.count(Kind.Weight.DRIFT);
        String counted = String.format(Locale.ROOT, "%,d mismatches, %,d drifts of Redis", mismatches, drifts);
        long left = mismatches + drifts - findings.shown().size();
        String rest = left > 0 ? String.format(Locale.ROOT, " (%,d of them not shown)", left) : "";
        return switch (findings.verdict()) {
            case CLEAN -> drifts == 0 ? "Clean: all of it fits." : "Clean: " + counted + rest + ". docs/audit.md";
            case MISMATCHED -> counted + rest + ". What each means, and what to do: docs/audit.md";
            case INCOMPLETE -> counted + rest + "; not everything could be looked at.";
        };
    }

    static String json(Findings findings) {
        ObjectNode json = Json.object()
                .put("verdict", findings.verdict().name().toLowerCase(Locale.ROOT))
                .put("partitions", findings.partitions())
                .put("conversations", findings.conversations())
                .put("messages", findings.messages())
                .put("unjudged", findings.unjudged())
                .put("inboxes", findings.inboxes())
                .put("entries", findings.entries());
        ObjectNode counts = json.putObject("counts");
        findings.counts().forEach((kind, count) -> counts.put(kind.word(), count));
        ArrayNode mismatches = json.putArray("mismatches");
        findings.shown()
                .forEach(mismatch -> mismatches
                        .addObject()
                        .put("kind", mismatch.kind().word())
                        .put("weight", mismatch.kind().weight().name().toLowerCase(Locale.ROOT))
                        .put("where", mismatch.where())
                        .put("number", mismatch.number())
                        .put("evidence", mismatch.evidence()));
        ArrayNode unseen = json.putArray("unseen");
        for (Look.Unseen not : findings.unseen()) {
            unseen.addObject().put("subject", name(not.subject())).put("cause", not.cause());
        }
        return json.toPrettyString();
    }

    private static String name(Subject subject) {
        if (subject instanceof Subject.Timeline timeline) {
            return timeline.conversation().key();
        }
        return subject instanceof Subject.Inbox inbox ? "inbox of " + inbox.user() : "offsets";
    }
}
