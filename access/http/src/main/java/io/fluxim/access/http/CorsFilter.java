package io.fluxim.access.http;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Lets pages of any origin call the API, as OpenIM's does, and answers every preflight. Safe because nothing here rests on
 * cookies: who calls proves who they are by a header that a foreign page does not know.
 */
public final class CorsFilter implements WebFilter {

    private static final String ANY = "*";
    /** Seconds that a browser may remember a preflight: each call of an SDK in a browser has one otherwise. */
    private static final String MAX_AGE = "86400";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, ANY);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ANY);
        headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, ANY);
        headers.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, ANY);
        if (exchange.getRequest().getMethod() != HttpMethod.OPTIONS) {
            return chain.filter(exchange);
        }
        headers.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE);
        response.setStatusCode(HttpStatus.NO_CONTENT);
        return response.setComplete();
    }
}
