package io.fluxim.access.gate.port;

import io.fluxim.access.gate.form.Answer;
import io.fluxim.protocol.ErrorCode;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers requests whose target is not spelled as it must be, before anything is routed: a path in another spelling, which a
 * proxy's rule on a path would not have seen; a query that cannot be decoded, for which Spring has a bare 400.
 */
final class TargetGuard {

    private TargetGuard() {}

    /** A server behind such a guard. */
    static HttpServer of(HttpServer server) {
        return server.mapHandle(TargetGuard::guarded);
    }

    /** Nothing has begun before {@code handling} is subscribed to. */
    private static Mono<Void> guarded(Mono<Void> handling, reactor.netty.Connection connection) {
        HttpServerRequest request = (HttpServerRequest) connection;
        HttpServerResponse response = (HttpServerResponse) connection;
        Optional<RequestTarget> target = RequestTarget.of(request.uri());
        if (target.isEmpty()) {
            return badRequest(response, "the request's target must be a path, from its slash on");
        }
        if (!target.get().isPlain()) {
            return noSuchRoute(request, response, target.get().path());
        }
        return target.get().isReadable()
                ? handling
                : badRequest(response, "the query must be URL-encoded UTF-8, without a fragment behind it");
    }

    private static Mono<Void> badRequest(HttpServerResponse response, String detail) {
        return answer(response, HttpResponseStatus.BAD_REQUEST, Answer.failed(ErrorCode.BAD_ARGUMENT, detail));
    }

    /** As for every route that does not exist: with HTTP 200 for a POST. */
    private static Mono<Void> noSuchRoute(HttpServerRequest request, HttpServerResponse response, String path) {
        HttpResponseStatus status =
                request.method().equals(HttpMethod.POST) ? HttpResponseStatus.OK : HttpResponseStatus.NOT_FOUND;
        String route = request.method() + " " + path;
        return answer(
                response,
                status,
                Answer.failed(
                        ErrorCode.NOT_FOUND,
                        "no such route: " + route + "; paths have no escapes, no ';' and no empty or dotted segments"));
    }

    private static Mono<Void> answer(HttpServerResponse response, HttpResponseStatus status, Answer<Void> answer) {
        byte[] body = JsonMapper.shared().writeValueAsBytes(answer);
        return response.status(status)
                .header(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*") // else a page sees none of the sentence
                .header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length))
                .sendObject(Unpooled.wrappedBuffer(body))
                .then();
    }
}
