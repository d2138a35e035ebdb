package io.fluxim.access.http.message;

import static io.fluxim.access.http.TestApi.ARGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.http.TestApi;
import io.fluxim.access.logic.TestClock;
import io.fluxim.access.logic.message.HistoryPages;
import io.fluxim.access.logic.message.Readable;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.members.InMemoryMembers;
import io.fluxim.inbox.members.Members;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

class HistoryHandlerTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final UserId ANNA = new UserId("anna");
    private static final UserId BOB = new UserId("bob");
    private static final Conversation.Group GROUP = Conversation.group(new GroupId("g1"));

    private final TestClock clock = new TestClock();
    private final InMemoryHistory history = new InMemoryHistory(clock);
    private final InMemoryMembers members = new InMemoryMembers();
    private final InMemoryGroups groups = new InMemoryGroups(new InMemoryOutbox(), clock);
    private final TestApi api = api(members);

    private TestApi api(Members members) {
        Authenticator authenticator = TestApi.authenticator(new InMemoryCutoffs(), clock);
        return TestApi.of(authenticator, new HistoryHandler(new Readable(members, groups), new HistoryPages(history)));
    }

    @BeforeEach
    void talk() {
        append(Conversation.direct(ANNA, BOB), 10, "x");
        append(GROUP, 20, "x");
        // bob: 3 to 5 and from 9 on; carl: from 19 on
        store(1, List.of(ANNA), List.of());
        store(3, List.of(BOB), List.of());
        store(5, List.of(), List.of(BOB));
        store(9, List.of(BOB), List.of());
        store(19, List.of(new UserId("carl")), List.of());
    }

    @Test
    void givenTwoUsers_whenEitherReads_thenMessagesAsOnTheSocket() {
        JsonNode data = api.as("bob", "/msg/get_history", "{\"userID\":\"anna\",\"fromSeq\":2,\"toSeq\":2}")
                .data();
        String id = message(Conversation.direct(ANNA, BOB), 2, "x").id().hex();
        assertThat(data.toString())
                .isEqualTo(
                        "{\"conversation\":\"d:anna:bob\",\"messages\":[{\"seq\":2,\"message\":{\"messageId\":\"" + id
                                + "\",\"clientMsgId\":\"c2\",\"sender\":\"anna\",\"to\":{\"user\":\"bob\"},\"type\":\"text\","
                                + "\"body\":{\"content\":\"x\"},\"at\":1002}}],\"more\":false,"
                                + "\"next\":{\"seq\":2,\"time\":1002}}");
        assertThat(seqs(api.as("anna", "/msg/get_history", "{\"userID\":\"bob\"}")))
                .hasSize(10);
        assertThat(seqs(api.as("anna", "/msg/get_history", "{\"conversation\":\"d:anna:bob\"}")))
                .hasSize(10);
    }

    @Test
    void givenPagesBySeq_whenWalked_thenEverySeqOnceInEitherOrder() {
        assertThat(walk("anna", "\"userID\":\"bob\",\"limit\":3")).isEqualTo(upTo(10));
        List<Long> down = walk("anna", "\"userID\":\"bob\",\"limit\":4,\"order\":1");
        assertThat(down).containsExactly(10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L, 1L);
        assertThat(walk("anna", "\"userID\":\"bob\",\"fromSeq\":4,\"toSeq\":6,\"limit\":1"))
                .containsExactly(4L, 5L, 6L);
    }

    @Test
    void givenPagesByTime_whenWalked_thenEverySeqOnceInEitherOrder() {
        assertThat(walk("anna", "\"userID\":\"bob\",\"fromTime\":1003,\"toTime\":1008,\"limit\":4"))
                .containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(walk("anna", "\"userID\":\"bob\",\"toTime\":1003,\"limit\":2,\"order\":1"))
                .containsExactly(3L, 2L, 1L);
    }

    @Test
    void givenIntervals_whenAMemberReads_thenTheirSeqsAndNoOthers() {
        List<Long> ofBob = List.of(3L, 4L, 5L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
        for (int limit : List.of(1, 2, 3, 4, 200)) {
            assertThat(walk("bob", "\"groupID\":\"g1\",\"limit\":" + limit)).isEqualTo(ofBob);
            assertThat(walk("bob", "\"groupID\":\"g1\",\"fromTime\":0,\"limit\":" + limit))
                    .isEqualTo(ofBob);
            assertThat(walk("bob", "\"groupID\":\"g1\",\"order\":1,\"limit\":" + limit))
                    .isEqualTo(reversed(ofBob));
            assertThat(walk("bob", "\"groupID\":\"g1\",\"toTime\":9999,\"order\":1,\"limit\":" + limit))
                    .isEqualTo(reversed(ofBob));
        }
        assertThat(walk("carl", "\"conversation\":\"g:g1\"")).containsExactly(19L, 20L);
        assertThat(walk("bob", "\"groupID\":\"g1\",\"fromSeq\":6,\"toSeq\":8")).isEmpty();
        assertThat(walk("anna", "\"groupID\":\"g1\",\"limit\":7")).isEqualTo(upTo(20));
    }

    @Test
    void givenFullPageAtTheEndOfAnInterval_whenRead_thenMoreIsExact() {
        JsonNode first = read("bob", "\"groupID\":\"g1\",\"toSeq\":9,\"limit\":3");
        assertThat(first.path("more").asBoolean()).isTrue();
        JsonNode all = read("bob", "\"groupID\":\"g1\",\"toSeq\":8,\"limit\":3");
        assertThat(all.path("more").asBoolean()).isFalse();
    }

    @Test
    void givenLargeBodies_whenRead_thenThePageIsBoundedInBytes() {
        Conversation conversation = Conversation.direct(ANNA, new UserId("dora"));
        append(conversation, 30, "y".repeat(60_000));
        JsonNode page = read("anna", "\"userID\":\"dora\",\"limit\":200");
        assertThat(page.path("messages").size()).isEqualTo(HistoryPages.MAX_BYTES / 60_014);
        assertThat(page.path("more").asBoolean()).isTrue();
        assertThat(walk("anna", "\"userID\":\"dora\",\"limit\":200")).isEqualTo(upTo(30));
    }

    @Test
    void givenStrangers_whenTheyRead_thenDenied() {
        api.as("eve", "/msg/get_history", "{\"conversation\":\"d:anna:bob\"}")
                .isRefused(1002, "NoPermissionError", "conversation: must be one of the token's user: eve");
        create();
        api.as("eve", "/msg/get_history", "{\"groupID\":\"g1\"}")
                .isRefused(1203, "NotInGroupYetError", "groupID: must be a group that you are or were in: g1");
        api.as("eve", "/msg/get_history", "{\"groupID\":\"none\"}")
                .isRefused(1201, "GroupIDNotFoundError", "groupID: must be a group: none");
    }

    @Test
    void givenMemberWhoseEventIsUnderWay_whenHeReads_thenNothingYet() {
        create();
        api.as("fritz", "/msg/get_history", "{\"groupID\":\"g1\"}")
                .isData("{\"conversation\":\"g:g1\",\"messages\":[],\"more\":false}");
    }

    @Test
    void givenAdministrator_whenHeReads_thenAllOfEverything() {
        assertThat(seqs(api.admin("/msg/get_history", "{\"groupID\":\"g1\"}"))).hasSize(20);
        assertThat(seqs(api.admin("/msg/get_history", "{\"conversation\":\"d:anna:bob\"}")))
                .hasSize(10);
        api.admin("/msg/get_history", "{\"userID\":\"anna\"}")
                .isRefused(1001, ARGS, "userID: must be left out by the administrator: conversation names both users");
    }

    @Test
    void givenMembersAway_whenRead_thenTemporary() {
        Members away = new Members() {
            @Override
            public Mono<Map<Conversation.Group, List<Interval>>> of(Collection<Conversation.Group> groups) {
                return Mono.error(new IllegalStateException("away"));
            }

            @Override
            public Mono<Map<Conversation.Group, List<Interval>>> aboveFloor(Collection<Conversation.Group> groups) {
                return of(groups);
            }

            @Override
            public Mono<List<Interval>> of(Conversation.Group group, UserId user) {
                return Mono.error(new IllegalStateException("away"));
            }

            @Override
            public Mono<Void> store(List<Change> changes) {
                return Mono.error(new IllegalStateException("away"));
            }
        };
        api(away)
                .as("bob", "/msg/get_history", "{\"groupID\":\"g1\"}")
                .isRefusedForNow(500, "ServerInternalError", "membership cannot be read; temporary, try again");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
        {}                                              | conversation: must be named by one of userID, groupID and conversation
        {"userID":"bob","groupID":"g1"}                 | conversation: must be named by one of userID, groupID and conversation
        {"userID":"anna"}                               | userID: must be another user
        {"conversation":"x"}                            | conversation: must be d:<user>:<user>, g:<group>, sn:<account>:<user> or u:<user>
        {"conversation":"d:bob:anna"}                   | conversation: must name two different users, the bytewise lower one first
        {"userID":"bob","limit":0}                      | limit: must be 1 to 200, was 0
        {"userID":"bob","limit":201}                    | limit: must be 1 to 200, was 201
        {"userID":"bob","order":2}                      | order: must be 0 to 1, was 2
        {"userID":"bob","fromSeq":0}                    | fromSeq: must be 1 or more, was 0
        {"userID":"bob","fromSeq":5,"toSeq":4}          | toSeq: must be 5 or more, was 4
        {"userID":"bob","fromTime":-1}                  | fromTime: must be 0 or more, was -1
        {"userID":"bob","fromTime":5,"toTime":4}        | toTime: must be 5 or more, was 4
        {"userID":"bob","fromSeq":1,"toTime":4}         | fromTime: must be left out, and toTime, where fromSeq or toSeq is given
        {"userID":"bob","beyond":{"seq":1}}             | beyond.time: is required: a whole number of 64 bits
        {"userID":"bob","beyond":{"seq":0,"time":1}}    | beyond.seq: must be 1 to 9223372036854775806, was 0
        """)
    void givenBadRequest_whenRead_thenTheFieldIsNamed(String body, String detail) {
        api.as("anna", "/msg/get_history", body).isRefused(1001, ARGS, detail);
    }

    private List<Long> walk(String user, String fields) {
        List<Long> seen = new ArrayList<>();
        String beyond = "";
        for (int pages = 0; pages < 100; pages++) {
            JsonNode page = read(user, fields + beyond);
            page.path("messages").forEach(entry -> seen.add(entry.path("seq").asLong()));
            if (!page.path("more").asBoolean()) {
                return seen;
            }
            beyond = ",\"beyond\":" + page.path("next");
        }
        throw new AssertionError("pages without end after " + seen);
    }

    private JsonNode read(String user, String fields) {
        return api.as(user, "/msg/get_history", "{" + fields + "}").data();
    }

    private static List<Long> seqs(TestApi.Got got) {
        List<Long> seqs = new ArrayList<>();
        got.data().path("messages").forEach(entry -> seqs.add(entry.path("seq").asLong()));
        return seqs;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private static List<Long> reversed(List<Long> seqs) {
        List<Long> reversed = new ArrayList<>(seqs);
        Collections.reverse(reversed);
        return reversed;
    }

    private void append(Conversation conversation, int count, String text) {
        history.append(LongStream.rangeClosed(1, count)
                        .mapToObj(seq -> message(conversation, seq, text))
                        .toList())
                .block(AT_ONCE);
    }

    private static Message message(Conversation conversation, long seq, String text) {
        Content content = new Content(MessageType.TEXT, "{\"content\":\"" + text + "\"}");
        return new Message(Envelope.of(ANNA, conversation, "c" + seq, content, Extras.NONE), new Seq(seq), 1000 + seq);
    }

    private void store(long seq, List<UserId> joined, List<UserId> left) {
        members.store(List.of(new Members.Change(GROUP, seq, joined, left))).block(AT_ONCE);
    }

    private void create() {
        groups.create(new NewGroup(
                        Optional.of(GROUP.id()),
                        GroupProfile.named("Fish"),
                        ANNA,
                        List.of(),
                        List.of(new UserId("fritz")),
                        ANNA))
                .block(AT_ONCE);
    }
}
