package io.fluxim.access.socket.dialect.fluxim;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.dialect.Dialect;
import io.fluxim.access.socket.dialect.PerDialect;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Entry;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MembershipChange;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.fluxim.testkit.Messages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonCodecTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String SEND = """
        {"op":"send","ref":"r","to":{"user":"bob"},"clientMsgId":"c","type":"text","body":{"content":"hi"}}\
        """;

    private final JsonCodec codec = new JsonCodec();

    @Test
    void givenSend_whenDecoded_thenEveryFieldIsThere() {
        Command.Send send = (Command.Send) understood(SEND);
        assertThat(send.ref()).isEqualTo("r");
        assertThat(send.to()).isEqualTo(new Command.Target.ToUser(new UserId("bob")));
        assertThat(send.clientMsgId()).isEqualTo("c");
        assertThat(send.content()).isEqualTo(new Content(MessageType.TEXT, "{\"content\":\"hi\"}"));
        assertThat(send.extras().device()).isEqualTo("phone");
        assertThat(send.extras().platform()).isEqualTo(2);
    }

    @Test
    void givenGroupExtrasAndUnknownFields_whenDecoded_thenUnderstood() {
        Command.Send send = (Command.Send) understood("""
            {"body":[1, 2],"future":{"a":[{}]},"type":"custom","clientMsgId":"c","to":{"group":"g","also":1},
             "options":{"unreadCount":false},"atUsers":["bob"],"ex":"x","offlinePush":{"title":"t"},"op":"send"}\
            """);
        assertThat(send.to()).isEqualTo(new Command.Target.ToGroup(new GroupId("g")));
        assertThat(send.ref()).isEmpty();
        assertThat(send.extras().options()).containsEntry("unreadCount", false);
        assertThat(send.extras().atUsers()).containsExactly("bob");
        assertThat(send.extras().offlinePush().title()).isEqualTo("t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1e400",
                "-0",
                "12345678901234567890123456789",
                "null",
                "true",
                "\"\"",
                "\"a \\\" b\"",
                "\"\\ud83d\\ude00\"",
                "\"\\ud800\"",
                "\"\\\\\"",
                "[]",
                "{\"a b\":\" c \"}",
                "\"\uD83D\uDE00 \\n\"",
                "[1,[2,[3]],\"[\"]"
            })
    void givenAnyBody_whenDecoded_thenKeptAsWritten(String body) {
        Command.Send send = (Command.Send) understood(SEND.replace("{\"content\":\"hi\"}", " " + body + "\n"));
        assertThat(send.content().body()).isEqualTo(body);
    }

    @Test
    void givenWhiteSpaceInBody_whenDecoded_thenOnlyBetweenTokensRemoved() {
        Command.Send send = (Command.Send)
                understood(SEND.replace("{\"content\":\"hi\"}", "{ \"a\\\\\" :\t[ 1 ,\r\n \" x \\\" y \" ] }"));
        assertThat(send.content().body()).isEqualTo("{\"a\\\\\":[1,\" x \\\" y \"]}");
    }

    @Test
    void givenBodyAtTheLimit_whenDecoded_thenAcceptedAndOneByteMoreRefused() {
        String fits = "\"" + "x".repeat(Content.MAX_BODY_BYTES - 2) + "\"";
        assertThat(understood(SEND.replace("{\"content\":\"hi\"}", fits))).isInstanceOf(Command.Send.class);
        Frame.Refused answer = refused(SEND.replace("{\"content\":\"hi\"}", fits.replaceFirst("x", "xx")));
        assertThat(answer.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(answer.field()).contains("body");
        assertThat(answer.ref()).isEqualTo("r");
    }

    @Test
    void givenSyncAckPing_whenDecoded_thenUnderstood() {
        assertThat(understood("{\"op\":\"sync\",\"ref\":\"s\",\"after\":7,\"limit\":20}"))
                .isEqualTo(new Command.Sync("s", 7, 20));
        assertThat(understood("{\"op\":\"sync\",\"after\":0}")).isEqualTo(new Command.Sync("", 0, Integer.MAX_VALUE));
        assertThat(understood("{\"op\":\"ack\",\"upTo\":9007199254740993}"))
                .isEqualTo(new Command.Ack("", 9007199254740993L));
        assertThat(understood(" {\"op\" : \"ping\"} ")).isEqualTo(new Command.Ping(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "null",
                "7",
                "\"op\"",
                "[]",
                "[{\"op\":\"ping\"}]",
                "{",
                "{\"op\":\"ping\"",
                "{\"op\":\"ping\"}}",
                "{\"op\":\"ping\"} {}",
                "{op:\"ping\"}",
                "{'op':'ping'}",
                "{\"op\":\"ping\",}",
                "{\"op\":\"ping\",\"x\":NaN}",
                "{\"op\":\"ping\",\"x\":01}",
                "{\"op\":\"ping\",\"x\":\"\\q\"}",
                "{\"op\":\"ping\",\"x\":\"\u0001\"}",
                "{\"op\":\"ping\"/**/}"
            })
    void givenNoJsonObject_whenDecoded_thenMalformed(String text) {
        Frame.Refused answer = refused(text);
        assertThat(answer.code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(answer.message()).contains("JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ref\":\"r\"} | op | required",
                "{\"op\":1} | op | string",
                "{\"op\":\"nope\"} | op | send, sync",
                "{\"op\":\"typing\"} | op | not supported yet",
                "{\"op\":\"ping\",\"ref\":1} | ref | string",
                "{\"op\":\"ping\",\"ref\":\"\\ud800\"} | ref | surrogates",
                "{\"op\":\"ping\",\"op\":\"ping\"} | op | once",
                "{\"op\":\"sync\"} | after | required",
                "{\"op\":\"sync\",\"after\":\"1\"} | after | whole number",
                "{\"op\":\"sync\",\"after\":-1} | after | whole number from 0",
                "{\"op\":\"sync\",\"after\":1.5} | after | whole number",
                "{\"op\":\"sync\",\"after\":99999999999999999999} | after | whole number",
                "{\"op\":\"sync\",\"after\":0,\"limit\":0} | limit | whole number from 1",
                "{\"op\":\"ack\"} | upTo | required",
                "{\"op\":\"send\"} | type | required",
                "{\"op\":\"send\",\"type\":\"nope\"} | type | known",
                "{\"op\":\"send\",\"type\":\"group_created\"} | type | server",
                "{\"op\":\"send\",\"type\":\"text\"} | to | required",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":\"bob\"} | to | object",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{}} | to | user",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"a\",\"group\":\"b\"}} | to | group",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":7}} | to.user | string",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"a:b\"}} | to.user | ':'",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"group\":\"\"}} | to.group | 1 to 64",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"b\"}} | clientMsgId | required",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"b\"},\"clientMsgId\":\"\"} | clientMsgId | 1 to"
                        + " 128",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"b\"},\"clientMsgId\":\"\\u0000\"} | clientMsgId"
                        + " | control",
                "{\"op\":\"send\",\"type\":\"text\",\"to\":{\"user\":\"b\"},\"clientMsgId\":\"c\"} | body | any JSON"
                        + " value"
            })
    void givenBadField_whenDecoded_thenNamedWithWhatWasExpected(String text, String field, String expected) {
        Frame.Refused answer = refused(text);
        assertThat(answer.field()).contains(field);
        assertThat(answer.message()).contains(expected);
    }

    @Test
    void givenBadExtras_whenDecoded_thenNamed() {
        assertThat(refused(with("\"options\":{\"a\":1}")).field()).contains("options.a");
        assertThat(refused(with("\"options\":{\"\\ud800\":true}")).field()).contains("options");
        assertThat(refused(with("\"atUsers\":[\"a\",1]")).field()).contains("atUsers[1]");
        assertThat(refused(with("\"atUsers\":{}")).field()).contains("atUsers");
        assertThat(refused(with("\"ex\":false")).field()).contains("ex");
        assertThat(refused(with("\"offlinePush\":{\"title\":1}")).field()).contains("offlinePush.title");
        assertThat(refused(with("\"clientMsgId\":\"d\"")).field()).contains("clientMsgId");
    }

    @Test
    void givenDeepNesting_whenDecoded_thenAnsweredNotFailed() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        assertThat(refused(with("\"x\":" + deep)).code()).isEqualTo(ErrorCode.MALFORMED);
    }

    /** Whatever comes, there is an answer, and the answer can be written. */
    @Test
    void givenGarbage_whenDecoded_thenNeverFails() {
        Random random = new Random(7);
        String alphabet = "{}[]\":,\\ua0 1e-.tfn\u0000\uD800\uDC00\u00e9opsendto";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder(round % 2 == 0 ? SEND : "");
            for (int change = random.nextInt(8); change >= 0; change--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                int at = random.nextInt(text.length() + 1);
                if (random.nextBoolean() || at == text.length()) {
                    text.insert(at, c);
                } else {
                    text.setCharAt(at, c);
                }
            }
            if (codec.decode(text.toString(), Extras.from(1, "d")) instanceof Decoded.NotUnderstood bad) {
                assertThat(tree(codec.encode(bad.answer())).path("op").asString())
                        .isEqualTo("error");
            }
        }
    }

    @Test
    void givenFrames_whenEncoded_thenOpFirstAndFieldsOfTheProtocol() {
        Message message = Messages.message(Messages.envelope("ann", "bob", "hi"), 3);
        assertThat(text(codec.encode(new Frame.Accepted("r", message.id(), 5))))
                .isEqualTo("{\"op\":\"accepted\",\"ref\":\"r\",\"messageId\":\"" + message.id() + "\",\"at\":5}");
        assertThat(text(codec.encode(new Frame.Pong("", 9)))).isEqualTo("{\"op\":\"pong\",\"head\":9}");
        assertThat(text(codec.encode(new Frame.Behind(9)))).isEqualTo("{\"op\":\"behind\",\"head\":9}");
        assertThat(text(codec.encode(new Frame.Bye(4001, "slow", true, OptionalLong.empty()))))
                .isEqualTo("{\"op\":\"bye\",\"code\":4001,\"reason\":\"slow\",\"reconnect\":true}");
        assertThat(text(codec.encode(new Frame.Bye(1001, "shutdown", true, OptionalLong.of(250)))))
                .isEqualTo("{\"op\":\"bye\",\"code\":1001,\"reason\":\"shutdown\",\"reconnect\":true,"
                        + "\"reconnectAfterMs\":250}");
        assertThat(text(codec.encode(new Frame.Refused(
                        "r", ErrorCode.RATE_LIMITED, "m", Optional.of("to.user"), OptionalLong.of(5)))))
                .isEqualTo("{\"op\":\"error\",\"ref\":\"r\",\"code\":\"rate_limited\",\"message\":\"m\","
                        + "\"field\":\"to.user\",\"temporary\":true,\"retryAfterMs\":5}");
        assertThat(text(codec.encode(new Frame.Rejected(message.id(), "c", "conflict", "m"))))
                .isEqualTo("{\"op\":\"rejected\",\"messageId\":\"" + message.id()
                        + "\",\"clientMsgId\":\"c\",\"code\":\"conflict\",\"message\":\"m\"}");
        assertThat(text(codec.encode(
                        new Frame.Hello("s", new UserId("ann"), "d", "e", 2, 1, new Frame.Limits(1, 2, 3, 4)))))
                .isEqualTo("{\"op\":\"hello\",\"session\":\"s\",\"user\":\"ann\",\"device\":\"d\",\"epoch\":\"e\","
                        + "\"head\":2,\"floor\":1,\"limits\":{\"maxFrameBytes\":1,\"maxBodyBytes\":2,"
                        + "\"maxSyncEntries\":3,\"pingEveryMs\":4}}");
    }

    @Test
    void givenPushAndSyncOfTheSameEntries_whenEncoded_thenEntriesReadTheSame() {
        Message first = Messages.message(Messages.envelope("ann", "bob", "\uD83D\uDE00 \"q\""), 3);
        Message second = Messages.message(Messages.groupEnvelope("ann", "g", "x"), 1);
        JsonNode push = tree(codec.push(List.of(placed(new Position(7), first), placed(new Position(8), second)), 8));
        JsonNode sync = tree(codec.encode(new Frame.Entries(
                "",
                List.of(new Entry.Copied(new Position(7), first), new Entry.Copied(new Position(8), second)),
                8,
                OptionalLong.empty(),
                false)));
        assertThat(push).isEqualTo(sync);
        assertThat(push.path("entries")
                        .path(0)
                        .path("message")
                        .path("to")
                        .path("user")
                        .asString())
                .isEqualTo("bob");
        assertThat(push.path("entries")
                        .path(1)
                        .path("message")
                        .path("to")
                        .path("group")
                        .asString())
                .isEqualTo("g");
    }

    @Test
    void givenANotice_whenEncoded_thenItsLineIsNamedAndThatOfTalkIsNot() {
        Message notice = Messages.message(Messages.notice("ann", Messages.group("g"), "1"), 4);
        Message talk = Messages.message(Messages.groupEnvelope("ann", "g", "x"), 4);
        JsonNode push = tree(codec.push(List.of(placed(new Position(1), notice), placed(new Position(2), talk)), 2));
        assertThat(push.path("entries").path(0).path("conversation").asString()).isEqualTo("g:g");
        assertThat(push.path("entries").path(0).path("line").asString()).isEqualTo("notices");
        assertThat(push.path("entries").path(1).has("line")).isFalse();
    }

    @Test
    void givenEntriesOfALargeConversation_whenEncoded_thenTheyHaveNoPosition() {
        Message message = Messages.message(Messages.groupEnvelope("ann", "g", "x"), 4);
        JsonNode entries = tree(codec.encode(
                new Frame.Entries("", List.of(new Entry.Timeline(message)), 0, OptionalLong.empty(), false)));
        assertThat(entries.path("entries").path(0).has("position")).isFalse();
        assertThat(entries.path("entries").path(0).path("seq").asLong()).isEqualTo(4);
    }

    @Test
    void givenConversationsOfOneUser_whenEncoded_thenTheyAreToThatUser() {
        Conversation system = new Conversation.System(new UserId("billing"), new UserId("ann"));
        Conversation personal = new Conversation.Personal(new UserId("ann"));
        for (Conversation conversation : List.of(system, personal)) {
            Message message = Messages.message(Messages.envelope("billing", conversation, "1", "x"), 1);
            JsonNode push = tree(codec.push(List.of(placed(new Position(1), message)), 1));
            JsonNode to = push.path("entries").path(0).path("message").path("to");
            assertThat(to.path("user").asString()).isEqualTo("ann");
        }
    }

    @Test
    void givenMembershipEvent_whenEncoded_thenCarriesTheChange() {
        Message event = Messages.message(
                Messages.membership(
                        "ann", "g", MessageType.MEMBER_INVITED, MembershipChange.joining(Messages.users("bob"))),
                2);
        JsonNode push = tree(codec.push(List.of(placed(new Position(1), event)), 1));
        assertThat(push.path("entries")
                        .path(0)
                        .path("message")
                        .path("change")
                        .path("joined")
                        .path(0)
                        .asString())
                .isEqualTo("bob");
    }

    private static String with(String field) {
        return SEND.substring(0, SEND.length() - 1) + "," + field + "}";
    }

    private Command understood(String text) {
        return ((Decoded.Understood) codec.decode(text, Extras.from(2, "phone"))).command();
    }

    private Frame.Refused refused(String text) {
        return ((Decoded.NotUnderstood) codec.decode(text, Extras.from(2, "phone"))).answer();
    }

    private static String text(EncodedFrame frame) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frame.parts().forEach(bytes::writeBytes);
        assertThat(bytes.size()).isEqualTo(frame.bytes());
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static JsonNode tree(EncodedFrame frame) {
        return JSON.readTree(text(frame));
    }

    private static Dialect.Placed placed(Position position, Message message) {
        return new Dialect.Placed(position, new PerDialect<>(dialect -> dialect.share(message)));
    }
}
