package io.fluxim.access.gate.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTokenHandlerTest {

    /** Bytes: the largest word has 70,000, and a channel has its buffers. */
    private static final long MEMORY = 16 << 20;

    @ParameterizedTest
    @CsvSource({
        "/ws?token=a.b.c, /ws, Bearer a.b.c",
        "/ws?token=a.b.c&device=d, /ws?device=d, Bearer a.b.c",
        "/ws?device=d&token=a.b.c&x=%20, /ws?device=d&x=%20, Bearer a.b.c",
        "/ws?to%6Ben=a%2Eb, /ws, Bearer a.b",
        "/ws?token=one&token=two&token, /ws, Bearer one",
        "/any/path?token=t, /any/path, Bearer t",
        "http://host/ws?token=t, http://host/ws, Bearer t",
        "/ws?token=a%0d%0aX-Evil:%201, /ws, Bearer ?",
        "/ws?token=%C3%A9, /ws, Bearer ?",
        "/ws?token=%zz, /ws, Bearer %zz",
        "/ws?token=, /ws, ''",
        "/ws?token==, /ws, Bearer =",
        "/ws?tokens=a&Token=b&x=token, /ws?tokens=a&Token=b&x=token, ''",
        "/ws?%zz&&a, /ws?%zz&&a, ''",
        "/ws?, /ws?, ''",
        "/token=a, /token=a, ''",
    })
    void givenUrl_whenDecoded_thenItsTokenIsABearerAndTheRestStays(String url, String rest, String authorization) {
        HttpRequest request = through(url, "");
        assertThat(request.uri()).isEqualTo(rest);
        assertThat(request.headers().get(HttpHeaderNames.AUTHORIZATION, "")).isEqualTo(authorization);
    }

    @Test
    void givenRandomUrls_whenDecoded_thenNoTokenIsLeftInAny() {
        List<String> pieces = new ArrayList<>(HostileWords.all());
        pieces.addAll(List.of(
                "token=", "&token=s3cret", "?token=s3cret", "to%6ben", "%", "%0", "%00", "&", "=", "?", "+", "#"));
        Fuzz.rounds(5_000, random -> {
            // a decoder lets no white space through
            String url =
                    Fuzz.changed("/ws?token=s3cret&device=d", pieces, random).replaceAll("[\\x00-\\x20]", "+");
            HttpRequest request = Fuzz.within(MEMORY, () -> through(url, ""));
            int query = request.uri().indexOf('?');
            String parameters = query < 0 ? "" : request.uri().substring(query).replaceFirst("[?]", "&");
            assertThat(parameters).doesNotContain("&token=");
        });
    }

    @Test
    void givenBothWays_whenDecoded_thenTheHeadersBearerStays() {
        HttpRequest request = through("/ws?token=url", "bearer header");
        assertThat(request.uri()).isEqualTo("/ws");
        assertThat(request.headers().getAll(HttpHeaderNames.AUTHORIZATION)).containsExactly("bearer header");
    }

    @Test
    void givenAnotherKindOfHeader_whenDecoded_thenTheUrlsTokenServes() {
        HttpRequest request = through("/ws?token=url", "Basic proxy");
        assertThat(request.headers().getAll(HttpHeaderNames.AUTHORIZATION)).containsExactly("Bearer url");
    }

    private static HttpRequest through(String url, String authorization) {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, url);
        if (!authorization.isEmpty()) {
            request.headers().set(HttpHeaderNames.AUTHORIZATION, authorization);
        }
        EmbeddedChannel channel = new EmbeddedChannel(new UrlTokenHandler());
        channel.writeInbound(request);
        return channel.readInbound();
    }
}
