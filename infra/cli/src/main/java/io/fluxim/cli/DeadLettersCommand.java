package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.client.Json;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Records that were set aside because they can never succeed: lists them, puts one back once its cause is mended. */
@Command(name = "dead-letters", description = "Lists dead letters, or puts one back.")
final class DeadLettersCommand implements Callable<Integer> {

    private static final String PATH = "/actuator/deadletters";
    private static final int NOT_FOUND = 404;

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--from", paramLabel = "NUMBER", description = "list from this number on")
    private long from;

    @Option(names = "--replay", paramLabel = "NUMBER", description = "put this one back where it came from")
    private long replay = -1;

    @Override
    public Integer call() {
        Management pipeline = new Management(installation.management("message-pipeline"));
        return replay < 0 ? list(pipeline) : replay(pipeline);
    }

    private int list(Management pipeline) {
        Management.Answer answer = pipeline.get(PATH + "?from=" + from);
        if (!answer.ok()) {
            throw new Failed("the pipeline answered HTTP " + answer.status());
        }
        if (answer.body().isEmpty()) {
            System.out.println("No dead letters.");
        }
        for (JsonNode letter : answer.body()) {
            System.out.printf(
                    Locale.ROOT,
                    "%6d  %s  %s-%d at %d, %d bytes: %s%n",
                    letter.path("number").asLong(),
                    letter.path("setAside").asString(""),
                    letter.path("topic").asString(""),
                    letter.path("partition").asInt(),
                    letter.path("offset").asLong(),
                    letter.path("bytes").asInt(),
                    letter.path("cause").asString(""));
        }
        return 0;
    }

    private int replay(Management pipeline) {
        Management.Answer answer = pipeline.post(PATH + "/" + replay, Json.object());
        if (answer.status() == NOT_FOUND) {
            throw new Failed("there is no dead letter of number " + replay);
        }
        if (!answer.ok()) {
            throw new Failed("the pipeline answered HTTP " + answer.status());
        }
        System.out.println("Put back into " + answer.body().path("topic").asString("") + ", partition "
                + answer.body().path("partition").asInt());
        return 0;
    }
}
