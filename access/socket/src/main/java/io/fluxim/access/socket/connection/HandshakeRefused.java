package io.fluxim.access.socket.connection;

import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.gate.limit.Limit;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.protocol.ErrorCode;
import java.util.concurrent.TimeUnit;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A handshake that ends in a plain HTTP answer: OpenIM's envelope. What may succeed later has {@code Retry-After}, too.
 *
 * @param answer for the client and its developer
 */
record HandshakeRefused(HttpStatus status, Answer<Void> answer) {

    /** 426: not a handshake at all. The answer says what would be one. */
    static HandshakeRefused notAnUpgrade() {
        return new HandshakeRefused(
                HttpStatus.UPGRADE_REQUIRED,
                Answer.failed(
                        ErrorCode.BAD_ARGUMENT, "/ws takes WebSocket handshakes of version " + Handshake.VERSION));
    }

    /** 400: the request itself is wrong, no matter who sends it. */
    static HandshakeRefused badRequest(ErrorCode code, String detail) {
        return new HandshakeRefused(HttpStatus.BAD_REQUEST, Answer.failed(code, detail));
    }

    /** 401: this client may not come in. */
    static HandshakeRefused unauthorized(ErrorCode code, String detail) {
        return new HandshakeRefused(HttpStatus.UNAUTHORIZED, Answer.failed(code, detail));
    }

    /** 503: nobody can come in now. */
    static HandshakeRefused unavailable(String detail) {
        return new HandshakeRefused(HttpStatus.SERVICE_UNAVAILABLE, Answer.failed(ErrorCode.UNAVAILABLE, detail));
    }

    /** 429: there are too many from there, or of that user; 503 where the node is full, which is nobody's fault. */
    static HandshakeRefused limited(LimitExceeded refusal) {
        HttpStatus status = refusal.limit() == Limit.NODE_CONNECTIONS
                ? HttpStatus.SERVICE_UNAVAILABLE
                : HttpStatus.TOO_MANY_REQUESTS;
        return new HandshakeRefused(status, Answer.limited(refusal));
    }

    /** As it is counted. */
    ConnectionMeters.Handshake outcome() {
        return switch (status) {
            case SERVICE_UNAVAILABLE -> ConnectionMeters.Handshake.UNAVAILABLE;
            case TOO_MANY_REQUESTS -> ConnectionMeters.Handshake.LIMITED;
            default -> ConnectionMeters.Handshake.REFUSED;
        };
    }

    Mono<Void> writeTo(ServerHttpResponse response) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.UPGRADE_REQUIRED) {
            response.getHeaders().setUpgrade("websocket");
            response.getHeaders().setConnection(HttpHeaders.UPGRADE);
            response.getHeaders().set("Sec-WebSocket-Version", Handshake.VERSION);
        }
        answer.retryAfterMs()
                .ifPresent(
                        millis -> response.getHeaders().set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(millis))));
        DataBuffer body = response.bufferFactory().wrap(JsonMapper.shared().writeValueAsBytes(answer));
        return response.writeWith(Mono.just(body));
    }

    /** Whole seconds, rounded up: who comes back then is not too early. */
    private static long seconds(long millis) {
        return TimeUnit.MILLISECONDS.toSeconds(millis + 999);
    }
}
