package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members of a route's set as somebody else writes them: a route that is written the same, or none. */
class HostileRouteTextTest {

    private static final int ROUNDS = 20_000;
    private static final long MEMORY = 4 << 20;

    @Test
    void givenRandomChanges_whenRead_thenTheSameAgainOrNone() {
        List<String> pieces = new ArrayList<>(HostileWords.all());
        pieces.addAll(List.of("|", "||", "-", "+", "0", "99999999999", "\u0663", "\uff11", "\n"));
        int[] routes = new int[1];
        Fuzz.rounds(ROUNDS, random -> {
            String member = Fuzz.changed("node-1|3", pieces, random);
            Optional<Route> route = Fuzz.within(MEMORY, () -> RedisRoutes.route(member));
            route.ifPresent(read -> {
                routes[0]++;
                assertThat(member).startsWith(read.node() + "|");
                assertThat(read.slot()).isNotNegative();
            });
        });
        assertThat(routes[0]).as("some are read").isGreaterThan(ROUNDS / 100);
    }
}
