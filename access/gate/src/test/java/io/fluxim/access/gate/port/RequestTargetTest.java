package io.fluxim.access.gate.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

    @ParameterizedTest
    @CsvSource({
        "/ws, /ws, ''",
        "/ws?, /ws, ''",
        "/ws?a=?b, /ws, a=?b",
        "http://host:1/ws?a=b, /ws, a=b",
        "HTTPS://host/, /, ''",
    })
    void givenPathOrAddress_whenRead_thenItsPathAndQuery(String written, String path, String query) {
        assertThat(RequestTarget.of(written)).contains(new RequestTarget(path, query));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "", "*", "?a", "@x/ws", "ftp://x/ws", "http://x", "x/ws"})
    void givenAnythingElse_whenRead_thenNoTarget(String written) {
        assertThat(RequestTarget.of(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ws", "/msg/send_msg", "/webjars/swagger-ui/5.1.0/index.html", "/v3/api-docs", "/a/"})
    void givenPathOfARoute_whenLookedAt_thenPlain(String path) {
        assertThat(new RequestTarget(path, "").isPlain()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//ws", "/a//b", "/ws;a=b", "/%77s", "/.", "/a/../b", "/./ws", "/ws#a", "/a\\b", "/\u00e9", "/{a}"
            })
    void givenAnotherSpelling_whenLookedAt_thenNotPlain(String path) {
        assertThat(new RequestTarget(path, "").isPlain()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b&c", "a=%20+%C3%A9", "a=%EF%BF%BD", "a=[x]", "a=b;c=/d?"})
    void givenEncodedText_whenLookedAt_thenReadable(String query) {
        assertThat(new RequestTarget("/", query).isReadable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%", "%4", "a=%zz", "a=%+1", "%ff", "%C3", "%c0%af", "%ed%a0%80", "a#b", "{", "\"", "\u00e9"})
    void givenAnythingElse_whenLookedAt_thenNotReadable(String query) {
        assertThat(new RequestTarget("/", query).isReadable()).isFalse();
    }

    @Test
    void givenLongTargets_whenLookedAt_thenAnswered() {
        assertThat(new RequestTarget("/a".repeat(50_000), "%41".repeat(50_000)).isReadable())
                .isTrue();
        assertThat(new RequestTarget("/a".repeat(50_000), "").isPlain()).isTrue();
    }
}
