package io.fluxim.access.http.group;

import static io.fluxim.access.http.TestApi.ARGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.limit.TestLimits;
import io.fluxim.access.http.TestApi;
import io.fluxim.access.logic.TestClock;
import io.fluxim.access.logic.group.GroupChanges;
import io.fluxim.access.logic.group.Rights;
import io.fluxim.access.logic.outbox.OutboxMeters;
import io.fluxim.access.logic.outbox.OutboxProperties;
import io.fluxim.access.logic.outbox.OutboxRelay;
import io.fluxim.access.logic.outbox.RecordedSink;
import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.directory.user.InMemoryUsers;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.fluxim.route.InMemoryLeases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class GroupHandlerTest {

    private static final String DENIED = "NoPermissionError";
    private static final OutboxProperties OUTBOX = new OutboxProperties(
            Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(1));

    private final TestClock clock = new TestClock();
    private final InMemoryUsers users = InMemoryUsers.with("anna", "bob", "carl", "dora", "eve");
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final InMemoryGroups groups = new InMemoryGroups(outbox, clock);
    private final RecordedSink log = new RecordedSink();
    private final TestApi api = api();
    private Disposable relay;

    private TestApi api() {
        Authenticator authenticator = TestApi.authenticator(new InMemoryCutoffs(), clock);
        Rights rights = new Rights(groups);
        return TestApi.of(
                authenticator,
                new GroupHandler(
                        groups,
                        new GroupChanges(users, outbox, OUTBOX.answerWithin()),
                        TestLimits.rates("user.member-changes-per-second=10", "user.member-change-burst=20")
                                .memberChanges()),
                new GroupListHandler(groups, rights, new MemberPages(groups, users)));
    }

    @BeforeEach
    void startRelay() {
        OutboxRelay.Stores stores = new OutboxRelay.Stores(outbox, log, new InMemoryLeases(clock), 8);
        relay = new OutboxRelay(
                        stores, OUTBOX, new OutboxMeters(new SimpleMeterRegistry()), "n1", Schedulers.parallel())
                .run()
                .subscribe();
    }

    @AfterEach
    void stopRelay() {
        relay.dispose();
    }

    @Test
    void givenUsers_whenGroupIsCreated_thenAnsweredAfterItsEventIsInTheLog() {
        api.as(
                        "anna",
                        "/group/create_group",
                        "{\"ownerUserID\":\"anna\",\"memberUserIDs\":[\"bob\"],\"adminUserIDs\":[\"carl\"],"
                                + "\"groupInfo\":{\"groupID\":\"g1\",\"groupName\":\"Fish\",\"ex\":\"x\","
                                + "\"groupType\":2,\"needVerification\":1,\"ownerUserID\":\"\",\"createTime\":0}}")
                .isData("{\"groupInfo\":" + info("g1", "Fish", 3, "x", 1) + "}");
        assertThat(log.envelopes()).hasSize(1);
        Envelope event = log.envelopes().get(0);
        assertThat(event.sender()).isEqualTo(new UserId("anna"));
        assertThat(event.change().joined()).containsExactly(new UserId("anna"), new UserId("carl"), new UserId("bob"));
        api.as("bob", "/group/get_groups_info", "{\"groupIDs\":[\"none\",\"g1\"]}")
                .isData("{\"groupInfos\":[" + info("g1", "Fish", 3, "x", 1) + "]}");
    }

    @Test
    void givenNoIdNoOwnerAndNulls_whenGroupIsCreated_thenGeneratedAndTheCallersOwn() {
        JsonNode made = api.as(
                        "anna",
                        "/group/create_group",
                        "{\"memberUserIDs\":null,\"adminUserIDs\":null,\"groupInfo\":{\"groupID\":\"\","
                                + "\"groupName\":\"Fish\"},\"ownerUserID\":\"\"}")
                .data()
                .path("groupInfo");
        assertThat(made.path("groupID").asString()).hasSize(32);
        assertThat(made.path("ownerUserID").asString()).isEqualTo("anna");
        assertThat(made.path("memberCount").asInt()).isEqualTo(1);
    }

    @Test
    void givenBadRequests_whenGroupIsCreated_thenTheFieldIsNamed() {
        create("anna", "g1", "");
        create("anna", "\"ownerUserID\":\"bob\"", "\"groupName\":\"x\"", 1002)
                .isRefused(1002, DENIED, "ownerUserID: must be the token's own user: anna");
        create("anna", "\"memberUserIDs\":[\"bob\",\"nobody\"]", "\"groupName\":\"x\"", 1101)
                .isRefused(1101, "UserIDNotFoundError", "memberUserIDs: must be a registered user: nobody");
        create("anna", "\"adminUserIDs\":[\"nobody\"]", "\"groupName\":\"x\"", 1101)
                .isRefused(1101, "UserIDNotFoundError", "adminUserIDs: must be a registered user: nobody");
        create("anna", "\"memberUserIDs\":[\"anna\"]", "\"groupName\":\"x\"", 1001)
                .isRefused(1001, ARGS, "memberUserIDs: owner, admins and members must be different, twice: anna");
        create("anna", "\"ownerUserID\":\"anna\"", "\"groupID\":\"g1\"", 1202)
                .isRefused(1202, "GroupIDExisted", "groupInfo.groupID: is taken: g1");
        create("anna", "\"ownerUserID\":\"anna\"", "\"groupType\":1", 1001)
                .isRefused(1001, ARGS, "groupInfo.groupType: must be 2, was 1");
        create("anna", "\"ownerUserID\":\"anna\"", "\"needVerification\":3", 1001)
                .isRefused(1001, ARGS, "groupInfo.needVerification: must be 0 to 2, was 3");
        create("anna", "\"ownerUserID\":\"anna\"", "\"groupName\":\"" + "x".repeat(256) + "\"", 1001)
                .isRefused(1001, ARGS, "groupInfo.groupName: must be at most 255 bytes of UTF-8, was 256");
        create("anna", "\"ownerUserID\":\"anna\"", "\"groupID\":\"a b\"", 1001)
                .isRefused(
                        1001,
                        ARGS,
                        "groupInfo.groupID: must not contain ':', white space, control characters or unpaired surrogates");
        create("anna", "\"ownerUserID\":\"anna\"", "\"groupID\":\"g\u202e2\"", 1001)
                .isRefused(
                        1001, ARGS, "groupInfo.groupID: must not contain invisible or direction-changing characters");
        create("anna", "\"ownerUserID\":\"anna\"", "\"groupName\":\"\u200b \ufeff\"", 1001)
                .isRefused(1001, ARGS, "groupInfo.groupName: must not be blank");
        api.as("anna", "/group/create_group", "{}").isRefused(1001, ARGS, "groupInfo: is required: an object");
        api.admin("/group/create_group", "{\"groupInfo\":{}}")
                .isRefused(1001, ARGS, "ownerUserID: is required: a user id");
        assertThat(log.envelopes()).hasSize(1);
    }

    @Test
    void givenKafkaAway_whenMembersChange_thenSaidToBeStoredAndToldLater() {
        log.acknowledgedBy(envelope -> Mono.error(new IllegalStateException("broker away")));
        api.as("anna", "/group/create_group", "{\"groupInfo\":{\"groupID\":\"g1\"}}")
                .isRefused(
                        500,
                        "ServerInternalError",
                        "the change of group g1 is stored and will be delivered later; do not repeat it");
        log.acknowledgedBy(envelope -> Mono.just(1L));
        outbox.awaitSent(new GroupId("g1"), 1).block(Duration.ofSeconds(20));
        api.as("anna", "/group/get_group_members_info", "{\"groupID\":\"g1\",\"userIDs\":[\"anna\"]}")
                .data();
    }

    @Test
    void givenMember_whenInviting_thenAddedOnceAndToldInOrder() {
        create("anna", "g1", "bob");
        String body = "{\"groupID\":\"g1\",\"reason\":\"\",\"invitedUserIDs\":[\"carl\",\"bob\",\"dora\"]}";
        api.as("bob", "/group/invite_user_to_group", body).isDone();
        api.as("bob", "/group/invite_user_to_group", body).isDone();
        assertThat(log.envelopes()).hasSize(2);
        assertThat(log.envelopes().get(1).change().joined()).containsExactly(new UserId("carl"), new UserId("dora"));
    }

    @Test
    void givenRights_whenInviting_thenAsOpenImHasThem() {
        create("anna", "\"memberUserIDs\":[\"bob\"]", "\"groupID\":\"strict\",\"needVerification\":1", 0);
        create("anna", "\"memberUserIDs\":[\"bob\"]", "\"groupID\":\"free\",\"needVerification\":2", 0);
        invite("bob", "strict", "carl")
                .isRefused(1002, DENIED, "groupID: must be a group whose owner or admin you are: it needs approval");
        invite("eve", "free", "carl")
                .isRefused(1203, "NotInGroupYetError", "groupID: must be a group that you are in: free");
        invite("bob", "none", "carl").isRefused(1201, "GroupIDNotFoundError", "groupID: must be a group: none");
        invite("bob", "free", "nobody")
                .isRefused(1101, "UserIDNotFoundError", "invitedUserIDs: must be a registered user: nobody");
        api.as("bob", "/group/invite_user_to_group", "{\"groupID\":\"free\",\"invitedUserIDs\":[]}")
                .isRefused(1001, ARGS, "invitedUserIDs: must not be empty");
        invite("bob", "free", "carl").isDone();
        invite("anna", "strict", "carl").isDone();
        api.admin("/group/invite_user_to_group", "{\"groupID\":\"strict\",\"invitedUserIDs\":[\"dora\"]}")
                .isDone();
        api.admin("/group/invite_user_to_group", "{\"groupID\":\"none\",\"invitedUserIDs\":[\"dora\"]}")
                .isRefused(1201, "GroupIDNotFoundError", "groupID: must be a group: none");
    }

    @Test
    void givenRights_whenKicking_thenOwnersAboveAdminsAboveMembers() {
        create(
                "anna",
                "\"adminUserIDs\":[\"bob\",\"carl\"],\"memberUserIDs\":[\"dora\",\"eve\"]",
                "\"groupID\":\"g1\"",
                0);
        kick("dora", "eve").isRefused(1002, DENIED, "groupID: must be a group whose owner or admin you are");
        kick("bob", "carl").isRefused(1002, DENIED, "kickedUserIDs: must be plain members for an admin: carl");
        kick("bob", "anna").isRefused(1002, DENIED, "kickedUserIDs: must be plain members for an admin: anna");
        kick("anna", "anna").isRefused(1001, ARGS, "kickedUserIDs: must not be yourself (/group/quit_group)");
        kick("bob", "eve").isDone();
        kick("anna", "carl").isDone();
        kick("anna", "carl").isRefused(1203, "NotInGroupYetError", "kickedUserIDs: must be in the group: carl");
        kick("eve", "dora").isRefused(1203, "NotInGroupYetError", "groupID: must be a group that you are in: g1");
        api.admin("/group/kick_group", "{\"groupID\":\"g1\",\"kickedUserIDs\":[\"anna\"]}")
                .isRefused(1002, DENIED, "kickedUserIDs: must not be the group's owner: anna");
        api.admin("/group/kick_group", "{\"groupID\":\"g1\",\"kickedUserIDs\":[\"bob\"]}")
                .isDone();
        assertThat(log.envelopes().stream().map(event -> event.change().left().toString()))
                .containsExactly("[]", "[eve]", "[carl]", "[bob]");
    }

    @Test
    void givenManyChanges_whenOneUserMakesThem_thenPaidByMembersAndOthersGoOn() {
        create("anna", "g1", "bob");
        for (int i = 0; i < 9; i++) {
            invite("anna", "g1", "carl\",\"dora").isDone();
        }
        TestApi.Got refused = invite("anna", "g1", "eve");
        assertThat(refused.json()).contains("too many members added or removed by this user");
        invite("bob", "g1", "eve").isDone();
        api.admin("/group/invite_user_to_group", "{\"groupID\":\"g1\",\"invitedUserIDs\":[\"dora\"]}")
                .isDone();
    }

    @Test
    void givenMember_whenQuitting_thenGoneAndTheOwnerStays() {
        create("anna", "g1", "bob\",\"carl");
        api.as("bob", "/group/quit_group", "{\"groupID\":\"g1\",\"userID\":\"carl\"}")
                .isRefused(1002, DENIED, "userID: must be the token's own user: bob");
        api.as("bob", "/group/quit_group", "{\"groupID\":\"g1\"}").isDone();
        api.as("bob", "/group/quit_group", "{\"groupID\":\"g1\",\"userID\":\"bob\"}")
                .isRefused(1203, "NotInGroupYetError", "userID: must be in the group: bob");
        api.admin("/group/quit_group", "{\"groupID\":\"g1\",\"userID\":\"carl\"}")
                .isDone();
        api.as("anna", "/group/quit_group", "{\"groupID\":\"g1\"}")
                .isRefused(1002, DENIED, "userID: must not be the group's owner: anna");
        api.as("anna", "/group/quit_group", "{\"groupID\":\"none\"}")
                .isRefused(1201, "GroupIDNotFoundError", "groupID: must be a group: none");
        assertThat(log.envelopes().stream().map(event -> event.change().left().toString()))
                .containsExactly("[]", "[bob]", "[carl]");
    }

    @Test
    void givenMembers_whenListed_thenByFilterAndPage() {
        create("anna", "\"adminUserIDs\":[\"bob\"],\"memberUserIDs\":[\"carl\",\"dora\"]", "\"groupID\":\"g1\"", 0);
        assertThat(members(0, 1, 100)).containsExactly("4", "anna", "bob", "carl", "dora");
        assertThat(members(1, 1, 100)).containsExactly("1", "anna");
        assertThat(members(2, 1, 100)).containsExactly("1", "bob");
        assertThat(members(3, 1, 100)).containsExactly("2", "carl", "dora");
        assertThat(members(4, 1, 100)).containsExactly("3", "bob", "carl", "dora");
        assertThat(members(5, 1, 100)).containsExactly("2", "anna", "bob");
        assertThat(members(3, 2, 1)).containsExactly("2", "dora");
        assertThat(members(3, 3, 1)).containsExactly("2");
        assertThat(members(0, 2, 3)).containsExactly("4", "dora");
    }

    @Test
    void givenBadLists_whenMembersAreListed_thenRefused() {
        create("anna", "g1", "bob");
        list("anna", "\"groupID\":\"g1\",\"filter\":6").isRefused(1001, ARGS, "filter: must be 0 to 5, was 6");
        list("anna", "\"groupID\":\"g1\",\"keyword\":\"a\"")
                .isRefused(1001, ARGS, "keyword: must be left out: members are not searched by name");
        list("eve", "\"groupID\":\"g1\"")
                .isRefused(1203, "NotInGroupYetError", "groupID: must be a group that you are in: g1");
        list("eve", "\"groupID\":\"none\"").isRefused(1201, "GroupIDNotFoundError", "groupID: must be a group: none");
        api.as("eve", "/group/get_group_members_info", "{\"groupID\":\"g1\",\"userIDs\":[\"anna\"]}")
                .isRefused(1203, "NotInGroupYetError", "groupID: must be a group that you are in: g1");
    }

    @Test
    void givenMembers_whenAskedById_thenThoseWhoAreInIt() {
        create("anna", "g1", "bob");
        api.as("bob", "/group/get_group_members_info", "{\"groupID\":\"g1\",\"userIDs\":[\"bob\",\"eve\"]}")
                .isData("{\"members\":[{\"groupID\":\"g1\",\"userID\":\"bob\",\"roleLevel\":20,\"joinTime\":"
                        + clock.millis() + ",\"nickname\":\"bob\",\"faceURL\":\"\",\"appMangerLevel\":1,"
                        + "\"joinSource\":2,\"operatorUserID\":\"anna\",\"ex\":\"\",\"muteEndTime\":0,"
                        + "\"inviterUserID\":\"anna\"}]}");
    }

    @Test
    void givenGroups_whenJoinedOnesAreListed_thenOwnOnesOnly() {
        create("anna", "g2", "bob");
        create("anna", "g1", "");
        String body = "{\"pagination\":{\"pageNumber\":1,\"showNumber\":1},\"fromUserID\":\"anna\"}";
        api.as("anna", "/group/get_joined_group_list", body)
                .isData("{\"total\":2,\"groups\":[" + info("g1", "", 1, "", 0) + "]}");
        api.as("bob", "/group/get_joined_group_list", body)
                .isRefused(1002, DENIED, "fromUserID: must be the token's own user: bob");
        assertThat(api.admin("/group/get_joined_group_list", body)
                        .data()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    private void create(String owner, String group, String members) {
        String list = members.isEmpty() ? "[]" : "[\"" + members + "\"]";
        create(owner, "\"memberUserIDs\":" + list, "\"groupID\":\"" + group + "\"", 0);
    }

    private TestApi.Got create(String owner, String fields, String info, int expected) {
        TestApi.Got got = api.as(owner, "/group/create_group", "{" + fields + ",\"groupInfo\":{" + info + "}}");
        assertThat(got.json()).contains("\"errCode\":" + expected + ",");
        return got;
    }

    private TestApi.Got invite(String caller, String group, String user) {
        return api.as(
                caller,
                "/group/invite_user_to_group",
                "{\"groupID\":\"" + group + "\",\"invitedUserIDs\":[\"" + user + "\"],\"sendMessage\":null}");
    }

    private TestApi.Got kick(String caller, String user) {
        return api.as(
                caller,
                "/group/kick_group",
                "{\"groupID\":\"g1\",\"kickedUserIDs\":[\"" + user + "\"],\"reason\":\"\"}");
    }

    private TestApi.Got list(String caller, String fields) {
        return api.as(
                caller,
                "/group/get_group_member_list",
                "{\"pagination\":{\"pageNumber\":1,\"showNumber\":10}," + fields + "}");
    }

    private List<String> members(int filter, int page, int size) {
        JsonNode data = api.as(
                        "dora",
                        "/group/get_group_member_list",
                        "{\"groupID\":\"g1\",\"pagination\":{\"pageNumber\":" + page + ",\"showNumber\":" + size
                                + "},\"filter\":" + filter + ",\"keyword\":\"\"}")
                .data();
        List<String> found = new ArrayList<>();
        found.add(data.path("total").asString());
        data.path("members").forEach(member -> found.add(member.path("userID").asString()));
        return found;
    }

    private String info(String id, String name, int members, String ex, int needVerification) {
        return "{\"groupID\":\"" + id + "\",\"groupName\":\"" + name
                + "\",\"notification\":\"\",\"introduction\":\"\",\"faceURL\":\"\",\"ownerUserID\":\"anna\","
                + "\"createTime\":" + clock.millis() + ",\"memberCount\":" + members + ",\"ex\":\"" + ex
                + "\",\"status\":0,\"creatorUserID\":\"anna\",\"groupType\":2,\"needVerification\":" + needVerification
                + ",\"lookMemberInfo\":0,\"applyMemberFriend\":0,\"notificationUpdateTime\":0,"
                + "\"notificationUserID\":\"\"}";
    }
}
