package io.fluxim.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.bench.check.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeardTest {

    private static final String ENTRY = """
            {"position":%d,"conversation":"d:u0:u1","seq":%d,"message":{"messageId":"00","clientMsgId":"%s","sender":"u0",\
            "to":{"user":"u1"},"type":"text","body":%s,"at":1,"platform":7,"device":"bench"}}""";

    private static Heard read(String text) {
        byte[] bytes = (text + "leftover of a longer frame").getBytes(StandardCharsets.UTF_8);
        return Heard.read(bytes, text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static String quoted(String body) {
        return '"' + body + '"';
    }

    @Test
    void givenPush_whenRead_thenEachEntryHasItsPlaceAndNumber() {
        Heard heard = read("{\"op\":\"entries\",\"entries\":[" + ENTRY.formatted(7, 5, "b41", quoted(Body.of(41))) + ","
                + ENTRY.formatted(8, 6, "b43", quoted(Body.of(43))) + "],\"head\":9,\"more\":false}");

        assertThat(heard.op()).isEqualTo("entries");
        assertThat(heard.head()).isEqualTo(9);
        assertThat(heard.arrivals()).containsExactly(new Arrival(7, 5, 41, true), new Arrival(8, 6, 43, true));
    }

    @Test
    void givenBodyThatIsCutOrAnothersOrNoText_whenRead_thenItIsNotComplete() {
        String cut = Body.of(41).substring(0, 249);

        for (String body : new String[] {quoted(cut), quoted(Body.of(42)), quoted(cut + "!"), "{\"x\":[1]}"}) {
            Heard heard = read("{\"op\":\"entries\",\"entries\":[" + ENTRY.formatted(1, 1, "b41", body) + "]}");
            assertThat(heard.arrivals()).containsExactly(new Arrival(1, 1, 41, false));
        }
    }

    @Test
    void givenChangeOfMembers_whenRead_thenItIsAnEvent() {
        Heard heard = read("{\"op\":\"entries\",\"entries\":[" + ENTRY.formatted(1, 1, "change-1", "{}") + "]}");

        assertThat(heard.arrivals()).containsExactly(new Arrival(1, 1, Arrival.EVENT, true));
    }

    @Test
    void givenAnswers_whenRead_thenRefAndCodeAreThere() {
        Heard accepted = read("{\"op\":\"accepted\",\"ref\":\"12\",\"messageId\":\"00\",\"at\":1}");
        Heard refused = read("{\"op\":\"error\",\"ref\":\"13\",\"code\":\"rate_limited\",\"temporary\":true}");

        assertThat(accepted.ref()).isEqualTo("12");
        assertThat(refused.ref()).isEqualTo("13");
        assertThat(refused.code()).isEqualTo("rate_limited");
    }

    @Test
    void givenBody_whenMade_thenItHasItsBytesAndIsKnownAgain() {
        assertThat(Body.of(7)).hasSize(Body.BYTES);
        assertThat(Body.complete(7, Body.of(7))).isTrue();
        assertThat(Body.number(Body.name(1_234_567))).isEqualTo(1_234_567);
    }

    @Test
    void givenPageOfHistory_whenRead_thenEachRowHasItsSeqAndNumber() {
        HistoryPage page =
                HistoryPage.read(("{\"errCode\":0,\"errMsg\":\"\",\"data\":{\"conversation\":\"d:u0:u1\",\"messages\":["
                                + ENTRY.formatted(0, 5, "b41", quoted(Body.of(41)))
                                + "],\"more\":true,\"next\":{\"seq\":5,\"time\":1}}}")
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(page).isEqualTo(new HistoryPage(0, List.of(new Arrival(0, 5, 41, true))));
    }

    @Test
    void givenRefusalOfAPage_whenRead_thenItsCodeIsThere() {
        HistoryPage page =
                HistoryPage.read("{\"errCode\":1501,\"errMsg\":\"no\",\"data\":null}".getBytes(StandardCharsets.UTF_8));

        assertThat(page).isEqualTo(new HistoryPage(1501, List.of()));
    }
}
