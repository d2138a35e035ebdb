package io.fluxim.access.connection;

import io.fluxim.protocol.ErrorCode;
import java.io.ByteArrayOutputStream;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A handshake that ends in a plain HTTP answer.
 *
 * @param detail for the client's developer
 */
record HandshakeRefused(HttpStatus status, ErrorCode code, String detail) {

    private static final JsonFactory JSON = JsonFactory.builder().build();

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("errCode", code.number());
            out.writeStringProperty("errMsg", code.word());
            out.writeStringProperty("errDlt", detail);
            out.writeNullProperty("data");
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
