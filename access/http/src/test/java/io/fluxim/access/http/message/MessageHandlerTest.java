package io.fluxim.access.http.message;

import static io.fluxim.access.http.TestApi.ARGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.http.TestApi;
import io.fluxim.access.logic.TestClock;
import io.fluxim.access.logic.message.AcceptMeters;
import io.fluxim.access.logic.message.AcceptedLog;
import io.fluxim.access.logic.message.SendProperties;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.access.logic.outbox.RecordedSink;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.directory.user.InMemoryUsers;
import io.fluxim.directory.user.ProfileChange;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class MessageHandlerTest {

    private static final String TEXT = "\"contentType\":101,\"content\":{\"content\":\"hi\"}";
    private static final UserId ANNA = new UserId("anna");
    private static final SendProperties LIMITS = new SendProperties(Duration.ofSeconds(5), Duration.ofMillis(200));

    private final TestClock clock = new TestClock();
    private final InMemoryUsers users = InMemoryUsers.with("anna", "bob", "eve");
    private final InMemoryGroups groups = new InMemoryGroups(new InMemoryOutbox(), clock);
    private final RecordedSink log = new RecordedSink();
    private final TestApi api = TestApi.of(
            authenticator(),
            new MessageHandler(
                    new Sends(
                            users,
                            groups,
                            new AcceptedLog(log, 8, Tracing.OFF, new AcceptMeters(new SimpleMeterRegistry())),
                            LIMITS),
                    users,
                    clock));

    private Authenticator authenticator() {
        return TestApi.authenticator(new InMemoryCutoffs(), clock);
    }

    @BeforeEach
    void makeGroup() {
        groups.create(new NewGroup(
                        Optional.of(new GroupId("g1")),
                        GroupProfile.named("Fish"),
                        ANNA,
                        List.of(),
                        List.of(new UserId("bob")),
                        ANNA))
                .block(Duration.ofSeconds(5));
        log.acknowledgedBy(envelope -> Mono.just(1234L));
    }

    @Test
    void givenMessageToUser_whenSent_thenInTheLogAndAnswered() {
        JsonNode sent = send("\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1,\"clientMsgID\":\"c1\"," + TEXT)
                .data();
        Envelope envelope = log.envelopes().get(0);
        assertThat(sent.toString())
                .isEqualTo(
                        "{\"serverMsgID\":\"" + envelope.id().hex() + "\",\"clientMsgID\":\"c1\",\"sendTime\":1234}");
        assertThat(envelope.sender()).isEqualTo(ANNA);
        assertThat(envelope.content().type()).isEqualTo(MessageType.TEXT);
        assertThat(envelope.content().body()).isEqualTo("{\"content\":\"hi\"}");
        Outgoing<?> record = log.log().get(0);
        assertThat(record.topic()).isEqualTo(Topic.ACCEPTED);
        assertThat(record.key()).isEqualTo("d:anna:bob");
        assertThat(record.partition()).isEqualTo(Partitions.of("d:anna:bob", 8));
    }

    @Test
    void givenMessageToGroup_whenSent_thenWithAllThatTravelsAlong() {
        send("\"sendID\":\"bob\",\"recvID\":\"\",\"groupID\":\"g1\",\"sessionType\":3,\"senderPlatformID\":5,"
                        + "\"senderNickname\":\"B\",\"senderFaceURL\":\"\",\"sendTime\":7,\"isOnlineOnly\":false,"
                        + "\"notOfflinePush\":true,\"ex\":\"e\",\"contentType\":106,"
                        + "\"content\":{\"text\":\"hi @anna\",\"atUserList\":[\"anna\"],\"n\":1.50},"
                        + "\"offlinePushInfo\":{\"title\":\"t\",\"desc\":\"d\",\"ex\":\"\",\"iOSPushSound\":\"s\","
                        + "\"iOSBadgeCount\":true,\"signalInfo\":\"\"}")
                .data();
        Envelope envelope = log.envelopes().get(0);
        assertThat(envelope.conversation().key()).isEqualTo("g:g1");
        assertThat(envelope.content().body()).isEqualTo("{\"text\":\"hi @anna\",\"atUserList\":[\"anna\"],\"n\":1.50}");
        assertThat(envelope.extras())
                .isEqualTo(new Extras(
                        5,
                        "",
                        Map.of("offlinePush", false),
                        List.of("anna"),
                        "e",
                        new Extras.OfflinePush("t", "d", "", "s", true)));
    }

    @Test
    void givenNoClientMsgId_whenSent_thenEachIsItsOwnMessageAndRepeatedOnesAreOne() {
        String body = "\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1," + TEXT;
        String first = send(body).data().path("serverMsgID").asString();
        String second = send(body).data().path("serverMsgID").asString();
        assertThat(first).isNotEqualTo(second);
        String third =
                send(body + ",\"clientMsgID\":\"c\"").data().path("serverMsgID").asString();
        String again =
                send(body + ",\"clientMsgID\":\"c\"").data().path("serverMsgID").asString();
        assertThat(again).isEqualTo(third);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
        "recvID":"bob","sessionType":1                            | 1001 | ArgsError | sendID: is required: a user id
        "sendID":"anna","sessionType":1                           | 1001 | ArgsError | recvID: is required: a user id for sessionType 1
        "sendID":"anna","sessionType":3,"recvID":"bob"            | 1001 | ArgsError | groupID: is required: a group id for sessionType 3
        "sendID":"anna","sessionType":2,"groupID":"g1"            | 1001 | ArgsError | sessionType: must be 1 (to a user) or 3 (to a group), was 2
        "sendID":"anna","sessionType":1,"recvID":"anna"           | 1001 | ArgsError | recvID: must be another user
        "sendID":"nobody","sessionType":1,"recvID":"anna"         | 1101 | UserIDNotFoundError | sendID: must be the id of a registered user, was nobody
        "sendID":"anna","sessionType":1,"recvID":"nobody"         | 1101 | UserIDNotFoundError | recvID: must be the id of a registered user, was nobody
        "sendID":"anna","sessionType":3,"groupID":"none"          | 1201 | GroupIDNotFoundError | groupID: must be the id of a group
        "sendID":"eve","sessionType":3,"groupID":"g1"             | 1203 | NotInGroupYetError | groupID: must be a group that you are in
        "sendID":"anna","sessionType":1,"recvID":"bob","senderPlatformID":12 | 1001 | ArgsError | senderPlatformID: must be 0 or a platform's number, 1 to 11, was 12
        "sendID":"anna","sessionType":1,"recvID":"bob","isOnlineOnly":true   | 1001 | ArgsError | isOnlineOnly: must be false: every message is kept
        "sendID":"anna","sessionType":1,"recvID":"bob","clientMsgID":"a\\nb" | 1001 | ArgsError | clientMsgID: must be at most 128 bytes of UTF-8 without control characters, was 3
        """)
    void givenBadRequest_whenSent_thenTheFieldIsNamedAndNothingIsSent(
            String fields, int code, String name, String detail) {
        send(fields + "," + TEXT).isRefused(code, name, detail);
        assertThat(log.log()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
        "contentType":101                                         | content: is required: any JSON value
        "contentType":101,"content":"hi"                          | content: must be an object
        "contentType":101,"content":{"content":"a\\ud800"}        | content: must not contain unpaired surrogates
        "contentType":110,"content":{"a":[{"b":"\\udc00x"}]}      | content: must not contain unpaired surrogates
        "contentType":101,"content":null                          | content: is required: any JSON value
        "contentType":101,"content":7                             | content: must be an object
        "contentType":101,"content":{}                            | content.content: must be a string: the text
        "contentType":101,"content":{"content":null}              | content.content: must be a string: the text
        "contentType":101,"content":{"content":7}                 | content.content: must be a string: the text
        "contentType":101,"content":{"text":"hi"}                 | content.content: must be a string: the text
        "contentType":99,"content":{}                             | contentType: must be a known content type, was 99
        "contentType":1501,"content":{}                           | contentType: must be one that users may send, was 1501
        "contentType":106,"content":{"atUserList":["a:b"]}        | content.atUserList: must not contain ':', white space, control characters or unpaired surrogates
        "contentType":101,"content":{},"offlinePushInfo":{"title":1} | offlinePushInfo.title: must be a string, was 1
        """)
    void givenBadContent_whenSent_thenTheFieldIsNamed(String fields, String detail) {
        send("\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1," + fields)
                .isRefused(1001, ARGS, detail);
        assertThat(log.log()).isEmpty();
    }

    @Test
    void givenPairedSurrogates_whenSent_thenTheirCharacterIsInTheLog() {
        send("\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1,\"contentType\":101,"
                        + "\"content\":{\"content\":\"\\ud83d\\ude00\"}")
                .data();
        assertThat(log.envelopes().get(0).content().body()).isEqualTo("{\"content\":\"\ud83d\ude00\"}");
    }

    @Test
    void givenTooLargeContent_whenSent_thenRefusedWithTheLimit() {
        send("\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1,\"contentType\":101,\"content\":{\"content\":\""
                        + "x".repeat(65536) + "\"}")
                .isRefused(1001, ARGS, "content: must be at most 65536 bytes of UTF-8, was 65550");
    }

    @Test
    void givenUserToken_whenSent_thenDenied() {
        api.as("anna", "/msg/send_msg", "{\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1," + TEXT + "}")
                .isRefused(1002, "NoPermissionError", "token: must be an administrator's (/auth/get_admin_token)");
    }

    @Test
    void givenNoAcknowledgement_whenSent_thenToldHowToAskAgain() {
        log.acknowledgedBy(envelope -> Mono.never());
        send("\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1,\"clientMsgID\":\"c1\"," + TEXT)
                .isRefusedForNow(
                        500,
                        "ServerInternalError",
                        "not confirmed in time: it may be accepted, or not; temporary, try again with clientMsgID c1");
    }

    @Test
    void givenDirectoryAway_whenSent_thenTemporaryAndNothingIsSent() {
        TestApi cut = TestApi.of(
                authenticator(),
                new MessageHandler(
                        new Sends(
                                users,
                                groups,
                                new AcceptedLog(log, 8, Tracing.OFF, new AcceptMeters(new SimpleMeterRegistry())),
                                LIMITS),
                        new AwayUsers(),
                        clock));
        cut.admin("/msg/send_msg", "{\"sendID\":\"anna\",\"recvID\":\"bob\",\"sessionType\":1," + TEXT + "}")
                .isRefusedForNow(
                        500, "ServerInternalError", "a store that is needed cannot answer; temporary, try again");
        assertThat(log.log()).isEmpty();
    }

    @Test
    void givenClock_whenAsked_thenItsTime() {
        api.as("anna", "/msg/get_server_time", "{}").isData("{\"serverTime\":" + clock.millis() + "}");
    }

    private TestApi.Got send(String fields) {
        return api.admin("/msg/send_msg", "{" + fields + "}");
    }

    /** A directory whose store does not answer. */
    private static final class AwayUsers implements Users {

        @Override
        public Mono<Void> register(List<User> users) {
            return away();
        }

        @Override
        public Mono<List<User>> find(Collection<UserId> ids) {
            return away();
        }

        @Override
        public Mono<Set<UserId>> existing(Collection<UserId> ids) {
            return away();
        }

        @Override
        public Mono<User> update(UserId id, ProfileChange change) {
            return away();
        }

        @Override
        public Mono<List<User>> page(int offset, int limit) {
            return away();
        }

        @Override
        public Mono<Long> count() {
            return away();
        }

        private static <T> Mono<T> away() {
            return Mono.error(new StoreUnavailable("asking", new IllegalStateException("away")));
        }
    }
}
