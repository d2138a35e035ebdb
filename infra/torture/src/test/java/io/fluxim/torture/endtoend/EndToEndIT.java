package io.fluxim.torture.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.lab.cast.Babel;
import io.fluxim.lab.cast.Doors;
import io.fluxim.lab.cast.Line;
import io.fluxim.lab.cast.Player;
import io.fluxim.lab.cast.Script;
import io.fluxim.lab.cast.Tally;
import io.fluxim.lab.process.Beside;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The whole route on real stores: 200 connected users, 20,000 messages mixed direct and group, networks lost and members
 * changed in between. What everybody sent and saw is held against what is stored, by the checker.
 */
class EndToEndIT {

    private static final int USERS = 200;
    private static final int SENDS_EACH = 100;
    /** Who logs in at once; a storm of logins is another test's. */
    private static final int LOGINS = 20;

    private static final int GROUPS = 20;
    /** Whom somebody writes to directly. */
    private static final int FRIENDS = 5;
    /** One user in this number loses the network, each time after this number of sends. */
    private static final int LOSES_NETWORK = 5;

    private static final int LOSES_EVERY = 30;
    /** Rounds in which somebody joins and somebody leaves every group. */
    private static final int CHANGES = 5;

    /** Longest wait for one answer. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long SEED = 42;

    private static WholeRoute platform;

    private final Tally tally = new Tally();
    private final Random random = new Random(SEED);
    private final Babel babel = new Babel(random);
    private final List<UserId> users =
            IntStream.range(0, USERS).mapToObj(i -> new UserId("user" + i)).toList();
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
    void givenManyUsers_whenEverybodyChatsAndMembersChange_thenThePromiseHolds() {
        platform.register(users);
        IntStream.range(0, GROUPS).mapToObj(this::group).forEach(groups::add);
        HttpClient http = HttpClient.newHttpClient();
        List<Player> players = IntStream.range(0, USERS)
                .mapToObj(i -> new Player(
                        users.get(i),
                        new Doors(http, List.of(platform.socket()), 0),
                        new Doors.Pass(platform.token(users.get(i)), "only"),
                        new Player.Habits(i % LOSES_NETWORK == 0 ? LOSES_EVERY : 0, PATIENCE, tally)))
                .toList();

        together(LOGINS, players, Player::connect);
        CompletableFuture<Void> changing = Beside.run(() -> changeMembers(CHANGES));
        together(USERS, players, player -> player.play(Script.of(script(player.user()))));
        changing.join();

        Report report = new Audit(platform, users, groups).settled(players, Rule.REFUSED_NOWHERE, Rule.ALL_OR_NONE);
        players.forEach(Player::close);
        assertThat(report.clean()).as("%n%s", report).isTrue();
        System.out.println(report);
    }

    private GroupUnderChange group(int number) {
        List<UserId> members = new ArrayList<>(users);
        Collections.shuffle(members, random);
        return platform.createGroup(new GroupId("group" + number), members.subList(0, 3 + random.nextInt(40)));
    }

    /** Each round, one joins and one leaves every group, while messages flow. */
    private void changeMembers(int rounds) {
        Random dice = new Random(SEED);
        for (int round = 0; round < rounds; round++) {
            for (GroupUnderChange group : groups) {
                group.invite(users.get(dice.nextInt(USERS)));
                group.kick(dice);
            }
        }
    }

    private List<Line> script(UserId user) {
        int self = users.indexOf(user);
        List<Conversation> places = new ArrayList<>();
        for (int i = 1; i <= FRIENDS; i++) {
            places.add(Conversation.direct(user, users.get((self + i) % USERS)));
        }
        groups.stream()
                .filter(group -> group.members().contains(user))
                .forEach(group -> places.add(group.conversation()));
        return IntStream.range(0, SENDS_EACH)
                .mapToObj(i -> new Line(places.get(random.nextInt(places.size())), "m" + i, babel.text()))
                .toList();
    }

    private static void together(int atOnce, List<Player> players, Consumer<Player> does) {
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            CompletableFuture.allOf(players.stream()
                            .map(player -> CompletableFuture.runAsync(() -> does.accept(player), threads))
                            .toArray(CompletableFuture[]::new))
                    .orTimeout(5, TimeUnit.MINUTES)
                    .join();
        } finally {
            threads.shutdownNow();
        }
    }
}
