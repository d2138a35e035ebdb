package io.fluxim.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The HTTP API in OpenIM's conventions: POST, JSON, an envelope with errCode. */
public final class Api {

    /** A local answer takes milliseconds; the first one after a start warms up. */
    private static final Duration BOUND = Duration.ofSeconds(15);

    private final URI url;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    public Api(URI url) {
        this.url = url;
    }

    /**
     * What the server answered.
     *
     * @param code OpenIM's errCode, 0 for success
     * @param data empty object where there is none
     */
    public record Answer(int code, String message, JsonNode data) {

        /** The data, or {@link Failed} that says what was refused. */
        public JsonNode orFail(String what) {
            if (code != 0) {
                throw new Failed(what + " was refused: " + message + " (" + code + ")");
            }
            return data;
        }
    }

    /** Calls a route without a token. */
    public Answer post(String path, ObjectNode body) {
        return post(path, body, "");
    }

    /** Calls a route; {@link Failed} where nobody answers or the answer is none of ours. */
    public Answer post(String path, ObjectNode body, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path))
                .timeout(BOUND)
                .header("Content-Type", "application/json")
                .header("operationID", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (!token.isEmpty()) {
            request.header("token", token);
        }
        return answer(path, sent(request.build()));
    }

    private HttpResponse<String> sent(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Failed("nothing answers at " + url + "; is it running? ./fluxim status", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failed("interrupted", e);
        }
    }

    private static Answer answer(String path, HttpResponse<String> response) {
        try {
            JsonNode envelope = Json.parse(response.body());
            if (envelope.path("errCode").isNumber()) {
                String detail = envelope.path("errDlt").asString("");
                String message = envelope.path("errMsg").asString("");
                return new Answer(
                        envelope.path("errCode").asInt(),
                        detail.isEmpty() ? message : message + ", " + detail,
                        envelope.path("data"));
            }
        } catch (JacksonException notOurs) {
            throw new Failed("no answer of Fluxim from " + path + ": HTTP " + response.statusCode(), notOurs);
        }
        throw new Failed("no answer of Fluxim from " + path + ": HTTP " + response.statusCode());
    }
}
