package io.fluxim.access.gate.port;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/**
 * Takes a {@code token} out of the URL of each request as soon as the request is decoded, and makes it the bearer of the
 * {@code Authorization} header, unless that has one. Every server logs URLs: with their errors, in access logs, at DEBUG.
 * This one has no URL with a token in it.
 */
@Sharable
final class UrlTokenHandler extends ChannelInboundHandlerAdapter {

    private static final String PARAMETER = "token";
    private static final String BEARER = "Bearer ";
    /** In place of what cannot stand in a header; no token is written like this. */
    private static final String UNREADABLE = "?";

    /** A server whose requests all come through such a handler. */
    static HttpServer of(HttpServer server) {
        UrlTokenHandler handler = new UrlTokenHandler();
        return server.doOnChannelInit((observer, channel, address) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, "fluxim.urlToken", handler));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            hide(request);
        }
        context.fireChannelRead(message);
    }

    private static void hide(HttpRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        if (query < 0) {
            return;
        }
        List<String> tokens = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String parameter : uri.substring(query + 1).split("&", -1)) {
            (isToken(parameter) ? tokens : others).add(parameter);
        }
        if (!tokens.isEmpty()) {
            String rest = String.join("&", others);
            request.setUri(uri.substring(0, query) + (rest.isEmpty() ? "" : "?" + rest));
            prove(request.headers(), value(tokens.get(0)));
        }
    }

    private static boolean isToken(String parameter) {
        int equals = parameter.indexOf('=');
        return decoded(equals < 0 ? parameter : parameter.substring(0, equals)).equals(PARAMETER);
    }

    private static String value(String parameter) {
        return decoded(parameter.substring(parameter.indexOf('=') + 1));
    }

    /** A header wins, as it always has. */
    private static void prove(HttpHeaders headers, String token) {
        String given = headers.get(HttpHeaderNames.AUTHORIZATION, "");
        if (!token.isEmpty() && !given.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            boolean writable = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
            headers.set(HttpHeaderNames.AUTHORIZATION, BEARER + (writable ? token : UNREADABLE));
        }
    }

    private static String decoded(String component) {
        try {
            return QueryStringDecoder.decodeComponent(component, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return component; // an escape that is none: taken as it is written
        }
    }
}
