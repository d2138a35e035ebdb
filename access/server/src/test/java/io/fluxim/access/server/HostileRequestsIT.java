package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.logic.Platform;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.Groups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every value of every request replaced by strings that break out of queries and keys, and by values of another kind, on
 * real stores. What is taken is read back as it was given; what is not, is refused by the name of its field. Nobody else
 * notices: tess, tom and what is called after them may change, the neighbours' rows stay as they are.
 */
class HostileRequestsIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** In all that the neighbours have: an answer with it in it has told of them. */
    private static final String MARK = "told-of-the-neighbours";

    private static RunningAccess access;
    private static Sweep sweep;

    @BeforeAll
    static void start() {
        access = new RunningAccess(RunningAccess.UNLIMITED.toArray(String[]::new));
        sweep = new Sweep(access.port());
        access.open("tess", "tom");
        access.bean(Users.class)
                .register(Stream.of("ann", "bob")
                        .map(id -> new User(new UserId(id), MARK, MARK, MARK, 1, User.ORDINARY, 0))
                        .toList())
                .block(PATIENCE);
        group("crew", MARK, "ann", "bob");
        group("tess-club", "club", "tess", "tom");
        access.bean(Authenticator.class).revoke(new UserId("ann"), Platform.WEB).block(PATIENCE);
    }

    @AfterAll
    static void stop() {
        access.close();
    }

    @Test
    void givenHostileValues_whenTheAdministratorSendsThem_thenRefusedByNameOrTakenAndNobodyElseNotices() {
        StoredRows before = StoredRows.of(access);
        List<String> wrong = new ArrayList<>();
        for (HostileRoute route : HostileRoute.ALL) {
            wrong.addAll(sweep.all(route, token("imAdmin", Platform.ADMIN), HostileRequestsIT::unharmed));
        }
        assertThat(wrong).isEmpty();
        assertThat(before.changedIn(StoredRows.of(access), HostileRequestsIT::ours))
                .isEmpty();
    }

    @Test
    void givenHostileValues_whenAUserSendsThem_thenRefusedByNameOrTakenAndNobodyElseNotices() {
        StoredRows before = StoredRows.of(access);
        List<String> wrong = new ArrayList<>();
        for (HostileRoute route : HostileRoute.ALL) {
            wrong.addAll(sweep.all(route, token("tess", Platform.WEB), HostileRequestsIT::unharmed));
        }
        assertThat(wrong).isEmpty();
        assertThat(before.changedIn(StoredRows.of(access), HostileRequestsIT::ours))
                .isEmpty();
    }

    @Test
    void givenHostileProfiles_whenRegistered_thenEachIsAUserOfItsOwnAndReadBackAsGiven() {
        StoredRows before = StoredRows.of(access);
        Map<String, String> nicknames = new ConcurrentHashMap<>(); // answers come on several threads
        List<String> wrong = sweep.all(HostileRoute.REGISTER, token("imAdmin", Platform.ADMIN), (spoilt, answer) -> {
            JsonNode given = spoilt.body().path("users").path(0);
            String id = given.path("userID").asString("");
            nicknames.put(id, given.path("nickname").asString(""));
            return lost(given, users(List.of(id)).path(0));
        });
        assertThat(wrong).isEmpty();
        assertThat(before.changedIn(StoredRows.of(access), row -> false)).isEmpty();
        assertThat(nicknames).hasSizeGreaterThan(200);
        List<String> ids = List.copyOf(nicknames.keySet());
        for (int from = 0; from < ids.size(); from += 100) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + 100));
            assertThat(users(some).valueStream().map(user -> user.path("userID").asString()))
                    .containsExactlyInAnyOrderElementsOf(some);
        }
    }

    @Test
    void givenHostileProfiles_whenUpdated_thenReadBackAsGiven() {
        StoredRows before = StoredRows.of(access);
        List<String> wrong = new ArrayList<>();
        String tess = token("tess", Platform.WEB);
        for (Spoilt spoilt : Spoilt.of(HostileRoute.UPDATE.good())) {
            JsonNode given = spoilt.body().path("userInfo");
            wrong.addAll(sweep.one(
                    HostileRoute.UPDATE,
                    tess,
                    spoilt,
                    (same, answer) -> lost(given, users(List.of("tess")).path(0))));
        }
        wrong.addAll(sweep.all(HostileRoute.OLD_UPDATE, tess, HostileRequestsIT::unharmed));
        assertThat(wrong).isEmpty();
        assertThat(before.changedIn(StoredRows.of(access), HostileRequestsIT::ours))
                .isEmpty();
    }

    @Test
    void givenHostileGroups_whenCreated_thenEachIsAGroupOfItsOwnAndReadBackAsGiven() {
        StoredRows before = StoredRows.of(access);
        List<String> wrong = sweep.all(HostileRoute.CREATE, token("tess", Platform.WEB), (spoilt, answer) -> {
            JsonNode given = spoilt.body().path("groupInfo");
            JsonNode made = answer.path("data").path("groupInfo");
            ObjectNode asked = JSON.createObjectNode();
            asked.putArray("groupIDs").add(made.path("groupID"));
            JsonNode read = sweep.post("/group/get_groups_info", token("tess", Platform.WEB), asked.toString())
                    .path("data")
                    .path("groupInfos");
            if (given instanceof ObjectNode object
                    && given.path("groupID").asString("").isEmpty()) {
                object.remove("groupID"); // none given: one is made
            }
            return lost(given, made) + lost(given, read.path(0)) + (read.size() == 1 ? "" : " not one group: " + read);
        });
        assertThat(wrong).isEmpty();
        assertThat(before.changedIn(StoredRows.of(access), row -> false)).isEmpty();
    }

    private static String unharmed(Spoilt spoilt, JsonNode answer) {
        boolean everybody =
                spoilt.path().equals("/userID") && spoilt.body().has("nickName"); // asked for a page of all users
        return answer.toString().contains(MARK) && !everybody ? "told of the neighbours: " + answer : "";
    }

    /** Fields that were given and are not the same in what is read. One that is null, or unknown, was not given. */
    private static String lost(JsonNode given, JsonNode read) {
        return given.properties().stream()
                .filter(field -> !field.getValue().isNull() && !field.getKey().startsWith("$"))
                .filter(field -> !field.getValue().equals(read.path(field.getKey())))
                .map(field -> " lost " + field + ", read " + read.path(field.getKey()))
                .reduce("", String::concat);
    }

    private static boolean ours(String row) {
        return row.contains("tess") || row.contains("tom");
    }

    private static JsonNode users(List<String> ids) {
        ObjectNode asked = JSON.createObjectNode();
        asked.putPOJO("userIDs", ids);
        return sweep.post("/user/get_users_info", token("tess", Platform.WEB), asked.toString())
                .path("data")
                .path("usersInfo");
    }

    private static void group(String id, String name, String owner, String member) {
        NewGroup group = new NewGroup(
                Optional.of(new GroupId(id)),
                GroupProfile.named(name),
                new UserId(owner),
                List.of(),
                List.of(new UserId(member)),
                new UserId(owner));
        access.bean(Groups.class).create(group).block(PATIENCE);
    }

    private static String token(String user, Platform platform) {
        return access.bean(Authenticator.class)
                .issue(new UserId(user), platform)
                .block(PATIENCE)
                .written();
    }
}
