package io.fluxim.access.connection;

import io.fluxim.access.http.Answer;
import io.fluxim.protocol.ErrorCode;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A handshake that ends in a plain HTTP answer.
 *
 * @param detail for the client's developer
 */
record HandshakeRefused(HttpStatus status, ErrorCode code, String detail) {

    /** 401: this client may not come in. */
    static HandshakeRefused unauthorized(ErrorCode code, String detail) {
        return new HandshakeRefused(HttpStatus.UNAUTHORIZED, code, detail);
    }

    /** 503: nobody can come in now. */
    static HandshakeRefused unavailable(String detail) {
        return new HandshakeRefused(HttpStatus.SERVICE_UNAVAILABLE, ErrorCode.UNAVAILABLE, detail);
    }

    /** Answers with OpenIM's envelope. */
    Mono<Void> answer(ServerHttpResponse response) {
        response.setStatusCode(status);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        if (status == HttpStatus.SERVICE_UNAVAILABLE) {
            response.getHeaders().set("Retry-After", "1");
        }
        DataBuffer body = response.bufferFactory().wrap(envelope());
        return response.writeWith(Mono.just(body));
    }

    private byte[] envelope() {
        return JsonMapper.shared().writeValueAsBytes(Answer.failed(code, detail));
    }
}
