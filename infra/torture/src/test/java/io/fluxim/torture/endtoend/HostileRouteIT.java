package io.fluxim.torture.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.lab.cast.Doors;
import io.fluxim.lab.cast.Line;
import io.fluxim.lab.cast.Player;
import io.fluxim.lab.cast.Script;
import io.fluxim.lab.cast.Tally;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import io.fluxim.testkit.hostile.HostileWords;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Users, groups, message ids and bodies that are named like injected queries and keys, and like each other, through the
 * whole route on real stores: each message is in each due inbox and in the history as it was sent, and in no other's.
 */
class HostileRouteIT {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int FRIENDS = 3;
    private static final int GROUP_MEMBERS = 5;
    private static final int BODIES_EACH = 16;
    /** Bytes of UTF-8 below the limit of a body, whatever JSON makes of them. */
    private static final int MAX_BODY = 60 * 1024;

    private static WholeRoute platform;

    private final List<UserId> users = HostileWords.all().stream()
            .filter(HostileRouteIT::isId)
            .map(UserId::new)
            .toList();
    private final List<String> texts =
            HostileWords.all().stream().filter(HostileRouteIT::isText).toList();
    private final List<GroupUnderChange> groups = new ArrayList<>();

    @BeforeAll
    static void start() {
        platform = new WholeRoute();
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void givenHostileNames_whenTheyChat_thenEachHasHisOwnAndNothingElse() {
        assertThat(users).hasSizeGreaterThan(50).contains(new UserId("a"), new UserId("A"), new UserId("\uff41"));
        platform.register(users);
        for (int i = 0; i < users.size(); i += 2) {
            groups.add(platform.createGroup(new GroupId(users.get(i).value()), some(i)));
        }
        HttpClient http = HttpClient.newHttpClient();
        Tally tally = new Tally();
        List<Player> players = users.stream()
                .map(user -> new Player(
                        user,
                        new Doors(http, List.of(platform.socket()), 0),
                        new Doors.Pass(platform.token(user), user.value()),
                        new Player.Habits(0, PATIENCE, tally)))
                .toList();
        players.forEach(Player::connect);
        CompletableFuture.allOf(players.stream()
                        .map(player -> CompletableFuture.runAsync(() -> player.play(Script.of(lines(player.user())))))
                        .toArray(CompletableFuture[]::new))
                .join();
        Report report = new Audit(platform, users, groups)
                .settled(players, Rule.REFUSED_NOWHERE, Rule.ALL_OR_NONE, Rule.SAME_REPEAT);
        players.forEach(Player::close);
        assertThat(report.clean()).as("%n%s", report).isTrue();
    }

    private List<UserId> some(int from) {
        return IntStream.range(from, from + GROUP_MEMBERS)
                .mapToObj(i -> users.get(i % users.size()))
                .toList();
    }

    private List<Line> lines(UserId user) {
        int self = users.indexOf(user);
        List<Conversation> places = new ArrayList<>();
        for (int i = 1; i <= FRIENDS; i++) {
            places.add(Conversation.direct(user, users.get((self + i) % users.size())));
        }
        groups.stream()
                .filter(group -> group.members().contains(user))
                .forEach(group -> places.add(group.conversation()));
        return IntStream.range(0, BODIES_EACH)
                .mapToObj(i -> line(places.get(i % places.size()), texts.get((self * BODIES_EACH + i) % texts.size())))
                .toList();
    }

    private static Line line(Conversation place, String text) {
        boolean named =
                bytes(text) >= 1 && bytes(text) <= 128 && text.codePoints().noneMatch(Character::isISOControl);
        JsonNode body = JsonMapper.shared().createObjectNode().put("content", text);
        return new Line(place, named ? text : "m" + Integer.toHexString(text.hashCode()), body);
    }

    private static boolean isId(String word) {
        try {
            return !new UserId(word).value().isEmpty();
        } catch (InvalidInput e) {
            return false;
        }
    }

    /** Half a surrogate pair cannot be written as it is; escaped, it is as plain as any text. */
    private static boolean isText(String word) {
        return bytes(word) < MAX_BODY && StandardCharsets.UTF_8.newEncoder().canEncode(word);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
