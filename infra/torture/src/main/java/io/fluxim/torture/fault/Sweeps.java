package io.fluxim.torture.fault;

import io.fluxim.torture.cluster.App;
import io.fluxim.torture.cluster.CannotRun;
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

    /** A cleaner with a faked clock is slow. */
    private static final Duration BOUND = Duration.ofMinutes(2);

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
        while (System.nanoTime() < deadline) {
            JsonNode last = asked(cleaner);
            if (last.path("state").asString("").equals("COMPLETE")) {
                return "complete, " + last.path("references").path("deleted").asLong() + " references and "
                        + last.path("bodies").path("deleted").asLong() + " bodies deleted";
            }
            scene.hold(Duration.ofMillis(500)); // the lease of the one that died is still held, or a store is away
        }
        throw new Fault.DidNotTakePlace("no sweep was complete within " + BOUND.toSeconds() + " s");
    }

    private static JsonNode asked(App cleaner) {
        try {
            HttpResponse<String> answer = HTTP.send(post(cleaner), HttpResponse.BodyHandlers.ofString());
            return JsonMapper.shared().readTree(answer.body());
        } catch (IOException e) {
            return JsonMapper.shared().createObjectNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("interrupted while sweeping", e);
        }
    }

    private static HttpRequest post(App cleaner) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + cleaner.managementPort() + "/actuator/sweep"))
                .timeout(BOUND)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"dryRun\":false}"))
                .build();
    }
}
