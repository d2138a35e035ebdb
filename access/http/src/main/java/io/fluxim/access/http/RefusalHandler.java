package io.fluxim.access.http;

import io.fluxim.access.gate.auth.TokenRefused;
import io.fluxim.access.gate.form.Answer;
import io.fluxim.access.gate.limit.LimitExceeded;
import io.fluxim.access.logic.Refused;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.StoreUnavailable;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

/** What every error becomes: the envelope. The one place where a failed request is decided on and logged. */
@RestControllerAdvice
public final class RefusalHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);

    @ExceptionHandler
    ResponseEntity<Answer<Void>> refused(InvalidInput refusal) {
        String expected = String.valueOf(refusal.getMessage());
        return ok(refusal.code(), refusal.field().isEmpty() ? expected : refusal.field() + ": " + expected);
    }

    @ExceptionHandler
    ResponseEntity<Answer<Void>> refused(TokenRefused refusal) {
        return ok(refusal.code(), "token: " + refusal.code().sentence());
    }

    @ExceptionHandler
    ResponseEntity<Answer<Void>> refused(Refused refusal) {
        return ok(Answer.refused(refusal));
    }

    @ExceptionHandler
    ResponseEntity<Answer<Void>> tooMany(LimitExceeded refusal) {
        return ok(Answer.limited(refusal));
    }

    @ExceptionHandler
    ResponseEntity<Answer<Void>> away(StoreUnavailable failure, ServerWebExchange exchange) {
        return unavailable(failure, exchange);
    }

    @ExceptionHandler
    ResponseEntity<Answer<Void>> slow(TimeoutException failure, ServerWebExchange exchange) {
        return unavailable(failure, exchange);
    }

    /**
     * No such route, a wrong method: with HTTP 200 for a POST, as SDKs look at nothing else then; else as HTTP says. No SDK
     * compresses what it sends: who does hears 415.
     */
    @ExceptionHandler
    ResponseEntity<Answer<Void>> notServed(ResponseStatusException failure, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String route = request.getMethod() + " " + request.getPath().value();
        HttpStatusCode status = failure.getStatusCode();
        ErrorCode code = status.value() == 404 ? ErrorCode.NOT_FOUND : ErrorCode.BAD_ARGUMENT;
        String detail = switch (status.value()) {
            case 404 -> "no such route: " + route;
            case 405 -> "routes are called with POST, was " + route;
            case 415 -> String.valueOf(failure.getReason());
            default -> failure.getBody().getDetail() + ": " + route;
        };
        return request.getMethod() == HttpMethod.POST && status.value() != 415
                ? ok(code, detail)
                : ResponseEntity.status(status)
                        .headers(failure.getHeaders())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(Answer.failed(code, detail));
    }

    /** A client that has gone is no failure of ours, and hears nothing. */
    @ExceptionHandler
    Mono<ResponseEntity<Answer<Void>>> failed(Exception failure, ServerWebExchange exchange) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            LOG.debug("http.client_gone {} cause={}", operation(exchange), String.valueOf(failure));
            return Mono.empty();
        }
        LOG.warn("http.failed {}", operation(exchange), failure);
        return Mono.just(ok(ErrorCode.INTERNAL, temporary("the request could not be completed")));
    }

    private static ResponseEntity<Answer<Void>> unavailable(Exception failure, ServerWebExchange exchange) {
        LOG.warn("http.unavailable {} cause={}", operation(exchange), String.valueOf(failure));
        return ok(ErrorCode.UNAVAILABLE, temporary("a store that is needed cannot answer"));
    }

    private static String temporary(String what) {
        return what + "; temporary, try again";
    }

    private static String operation(ServerWebExchange exchange) {
        return "route=" + exchange.getRequest().getPath().value() + " operationID="
                + exchange.getRequest().getHeaders().getFirst(CallResolver.OPERATION_ID);
    }

    private static ResponseEntity<Answer<Void>> ok(ErrorCode code, String detail) {
        return ok(Answer.failed(code, detail));
    }

    private static ResponseEntity<Answer<Void>> ok(Answer<Void> answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }
}
