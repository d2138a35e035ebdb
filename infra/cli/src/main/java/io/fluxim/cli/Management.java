package io.fluxim.cli;

import io.fluxim.client.Failed;
import io.fluxim.client.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The management port of one application: Spring Boot's actuator, JSON in and out. */
public final class Management {

    /** A sweep answers after a while how far it is; everything else at once. */
    private static final Duration BOUND = Duration.ofMinutes(2);

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Management(URI url) {
        this.url = url;
    }

    /**
     * What it answered.
     *
     * @param body empty object where there is none
     */
    public record Answer(int status, JsonNode body) {

        boolean ok() {
            return status / 100 == 2;
        }
    }

    public Answer get(String path) {
        return answer(request(path).GET().build());
    }

    public Answer post(String path, ObjectNode body) {
        return answer(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path)).timeout(BOUND);
    }

    private Answer answer(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(), response.body().isEmpty() ? Json.object() : Json.parse(response.body()));
        } catch (IOException e) {
            throw new Failed("nothing answers at " + url + "; is it running? ./fluxim status", e);
        } catch (JacksonException e) {
            throw new Failed("no JSON from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted", e);
        }
    }
}
