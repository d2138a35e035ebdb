package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.client.Json;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Has the cleaner sweep now, or say what a sweep would delete. */
@Command(
        name = "sweep",
        description = "Deletes what is older than the retention and in the history; or says what it would.")
final class SweepCommand implements Callable<Integer> {

    private static final int CONFLICT = 409;

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--dry-run", description = "delete nothing, say what would go")
    private boolean dryRun;

    @Override
    public Integer call() {
        Management cleaner = new Management(installation.management("offline-cleaner"));
        Management.Answer answer = cleaner.post("/actuator/sweep", Json.object().put("dryRun", dryRun));
        if (answer.status() == CONFLICT) {
            throw new Failed("a sweep is under way already, begun at "
                    + answer.body().path("startedAt").asString(""));
        }
        if (!answer.ok()) {
            throw new Failed("the cleaner answered HTTP " + answer.status());
        }
        print(System.out, answer.body());
        return answer.body().path("state").asString("").equals("FAILED") ? 1 : 0;
    }

    private void print(PrintStream out, JsonNode sweep) {
        String cause = sweep.path("cause").asString("");
        out.println((dryRun ? "Dry run: " : "Sweep: ")
                + sweep.path("state").asString("").toLowerCase(Locale.ROOT).replace('_', ' ')
                + (cause.isEmpty() ? "" : " (" + cause + ")")
                + ", of what is older than "
                + sweep.path("horizon").asString(""));
        print(out, "inboxes", "references", sweep.path("references"));
        print(out, "conversations", "bodies", sweep.path("bodies"));
    }

    private void print(PrintStream out, String shelves, String things, JsonNode tally) {
        out.printf(
                Locale.ROOT,
                "  %d %s looked at: %d %s %s%n",
                tally.path("examined").asLong(),
                shelves,
                tally.path("deleted").asLong(),
                things,
                dryRun ? "would go" : "deleted");
        for (JsonNode detail : tally.path("details")) {
            out.printf(
                    Locale.ROOT,
                    "    %s: %d, up to %d%n",
                    detail.path("name").asString(""),
                    detail.path("deleted").asLong(),
                    detail.path("upTo").asLong());
        }
        for (JsonNode block : tally.path("blocks")) {
            out.printf(
                    Locale.ROOT,
                    "    %s waits for the history to have %s #%d of %s%n",
                    block.path("name").asString(""),
                    block.path("conversation").asString(""),
                    block.path("seq").asLong(),
                    Instant.ofEpochMilli(block.path("at").asLong()));
        }
        for (JsonNode damage : tally.path("damages")) {
            out.printf(
                    Locale.ROOT,
                    "    %s stays: %s%n",
                    damage.path("name").asString(""),
                    damage.path("cause").asString(""));
        }
    }
}
