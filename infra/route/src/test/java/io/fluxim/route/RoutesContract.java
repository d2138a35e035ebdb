package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What {@link Routes} guarantee. */
abstract class RoutesContract {

    static final int PARTITIONS = 8;
    static final Duration SOON = Duration.ofSeconds(20);

    static final UserId ALICE = new UserId("alice");
    private static final UserId BOB = new UserId("bob");
    private static final NodeId ONE = new NodeId("node-1");
    private static final NodeId TWO = new NodeId("node-2");

    /** Empty ones for each test, whose routes hold a long time. */
    abstract Routes routes();

    /** Loses everything that {@link #routes} keep. */
    abstract void forget();

    @Test
    void givenNothing_whenAsked_thenOffline() {
        Routes routes = routes();

        assertThat(find(routes, ALICE)).isEmpty();
        assertThat(get(routes.find(List.of()))).isEmpty();
        assertThat(get(routes.renew(List.of(), ONE))).isZero();
        routes.remove(List.of(ALICE), ONE).block(SOON);
    }

    @Test
    void givenSessionsAtTwoNodes_whenFound_thenBothRoutes() {
        Routes routes = routes();
        assertThat(get(routes.renew(List.of(ALICE, BOB), ONE))).isEqualTo(2);
        assertThat(get(routes.renew(List.of(ALICE), TWO))).isEqualTo(1);

        assertThat(find(routes, ALICE)).containsExactlyInAnyOrder(ONE, TWO);
        assertThat(find(routes, BOB)).containsExactly(ONE);
    }

    @Test
    void givenUserOffline_whenFoundWithOthers_thenLeftOut() {
        Routes routes = routes();
        get(routes.renew(List.of(ALICE), ONE));
        UserId neighbour = neighbourOf(ALICE);

        assertThat(get(routes.find(List.of(neighbour, ALICE, ALICE)))).isEqualTo(Map.of(ALICE, Set.of(ONE)));
    }

    @Test
    void givenRoutes_whenRenewed_thenNoneWasLost() {
        Routes routes = routes();
        get(routes.renew(List.of(ALICE, BOB), ONE));

        assertThat(get(routes.renew(List.of(ALICE, BOB, ALICE), ONE))).isZero();
        assertThat(find(routes, ALICE)).containsExactly(ONE);
    }

    @Test
    void givenRoutesLost_whenRenewed_thenTheirNumberIsAnswered() {
        Routes routes = routes();
        List<UserId> users =
                IntStream.range(0, 3000).mapToObj(n -> new UserId("u" + n)).toList();
        get(routes.renew(users, ONE));
        forget();

        assertThat(get(routes.renew(users, ONE))).isEqualTo(3000);
        assertThat(get(routes.renew(users, ONE))).isZero();
    }

    @Test
    void givenTwoRoutes_whenOneIsRemoved_thenTheOtherStays() {
        Routes routes = routes();
        get(routes.renew(List.of(ALICE), ONE));
        get(routes.renew(List.of(ALICE), TWO));

        routes.remove(List.of(ALICE, BOB), ONE).block(SOON);

        assertThat(find(routes, ALICE)).containsExactly(TWO);
        assertThat(get(routes.renew(List.of(ALICE), ONE))).isEqualTo(1);
    }

    static int partition(UserId user) {
        return Partitions.of(user.value(), PARTITIONS);
    }

    static Set<NodeId> find(Routes routes, UserId user) {
        return get(routes.find(List.of(user))).getOrDefault(user, Set.of());
    }

    static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(SOON));
    }

    private static UserId neighbourOf(UserId user) {
        return IntStream.iterate(0, n -> n + 1)
                .mapToObj(n -> new UserId("other" + n))
                .filter(other -> partition(other) == partition(user))
                .findFirst()
                .orElseThrow();
    }
}
