package io.fluxim.access.server;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends hostile requests and holds the answers against what an answer has to be. */
final class Sweep {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BOUND = Duration.ofMinutes(5);
    /** Requests side by side. */
    private static final int HANDS = 8;
    /** Characters: a refusal that is longer has repeated what it was sent. */
    private static final int LONGEST_REFUSAL = 400;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger made = new AtomicInteger();
    private final int port;

    Sweep(int port) {
        this.port = port;
    }

    /** What went wrong when each hostile variant of a route's request was sent. */
    List<String> all(HostileRoute route, String token, BiFunction<Spoilt, JsonNode, String> whenTaken) {
        return Flux.fromIterable(Spoilt.of(route.good()))
                .flatMap(
                        spoilt -> Mono.fromCallable(() -> one(route, token, spoilt, whenTaken))
                                .subscribeOn(Schedulers.boundedElastic()),
                        HANDS)
                .flatMapIterable(wrong -> wrong)
                .collectList()
                .block(BOUND);
    }

    /** What went wrong when this one was sent: nothing, or one sentence. */
    List<String> one(HostileRoute route, String token, Spoilt spoilt, BiFunction<Spoilt, JsonNode, String> whenTaken) {
        Spoilt named = spoilt.named("tess-" + made.incrementAndGet());
        JsonNode answer = post(route.path(), token, named.text());
        String wrong =
                answer.path("errCode").asInt(-1) == 0 ? whenTaken.apply(named, answer) : refusedByName(route, answer);
        return wrong.isEmpty() ? List.of() : List.of(route.path() + " " + named + ": " + wrong);
    }

    JsonNode post(String route, String token, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + route))
                .timeout(PATIENCE)
                .header("operationID", "hostile")
                .header("token", token)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
        return JsonMapper.shared().readTree(response.body());
    }

    /** Empty, or what is wrong with this refusal. */
    private static String refusedByName(HostileRoute route, JsonNode answer) {
        String detail = answer.path("errDlt").asString("");
        boolean named = route.names(detail.substring(0, Math.max(0, detail.indexOf(':'))));
        boolean clear = named && detail.length() < LONGEST_REFUSAL && !answer.has("data");
        return clear && answer.path("errCode").asInt(500) != 500 ? "" : "refused by " + answer;
    }
}
