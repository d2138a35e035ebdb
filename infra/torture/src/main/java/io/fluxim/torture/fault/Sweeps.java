package io.fluxim.torture.fault;

import io.fluxim.lab.process.App;
import io.fluxim.lab.process.CannotRun;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sweeps of a cleaner, over its management port. */
final class Sweeps {

    private static final Duration BOUND = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofMillis(500);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private Sweeps() {}

    /** Asks for one, and does not wait. */
    static void begin(App cleaner) {
        HTTP.sendAsync(post(cleaner), HttpResponse.BodyHandlers.ofString());
    }

    /** One from its beginning to its end; tells what it deleted. */
    static String complete(Scene scene, App cleaner) {
        long deadline = System.nanoTime() + BOUND.toNanos();
        for (JsonNode sweep = asked(post(cleaner)); System.nanoTime() < deadline; sweep = next(cleaner, sweep)) {
            if (state(sweep).equals("COMPLETE")) {
                return "complete, " + sweep.path("references").path("deleted").asLong() + " references and "
                        + sweep.path("bodies").path("deleted").asLong() + " bodies deleted";
            }
            scene.hold(LOOK);
        }
        throw new Fault.DidNotTakePlace("no sweep was complete within " + BOUND.toSeconds() + " s");
    }

    /**
     * A long sweep is answered before its end, and looked after. Another one is asked for where it ended early: the lease of
     * one that died is still held, or a store is away.
     */
    private static JsonNode next(App cleaner, JsonNode sweep) {
        if (!state(sweep).equals("RUNNING")) {
            return asked(post(cleaner));
        }
        JsonNode status = asked(request(cleaner).GET().build());
        return status.path("current").isObject() ? status.path("current") : status.path("last");
    }

    private static String state(JsonNode sweep) {
        return sweep.path("state").asString("");
    }

    private static JsonNode asked(HttpRequest request) {
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            return JsonMapper.shared().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while sweeping", e);
        }
    }

    private static HttpRequest post(App cleaner) {
        return request(cleaner)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"dryRun\":false}"))
                .build();
    }

    private static HttpRequest.Builder request(App cleaner) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cleaner.managementPort() + "/actuator/sweep"))
                .timeout(BOUND);
    }
}
