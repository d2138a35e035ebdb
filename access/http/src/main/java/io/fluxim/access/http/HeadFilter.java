package io.fluxim.access.http;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers {@code HEAD /} as {@code GET /}, which load balancers and monitors ask for: Boot routes the page to GET alone. The
 * body is left out by the server, which still knows the method.
 */
final class HeadFilter implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean page = request.getMethod() == HttpMethod.HEAD
                && request.getPath().value().equals("/");
        return chain.filter(page ? asGet(exchange) : exchange);
    }

    private static ServerWebExchange asGet(ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.method(HttpMethod.GET))
                .build();
    }
}
