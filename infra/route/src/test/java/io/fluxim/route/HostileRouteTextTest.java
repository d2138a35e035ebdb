package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.testkit.hostile.Fuzz;
import io.fluxim.testkit.hostile.HostileWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Members of a route's set as somebody else writes them: a node that is written the same, or none. */
class HostileRouteTextTest {

    private static final int ROUNDS = 20_000;
    private static final long MEMORY = 4 << 20;

    @Test
    void givenRandomChanges_whenRead_thenTheSameAgainOrNone() {
        List<String> pieces = new ArrayList<>(HostileWords.all());
        pieces.addAll(List.of("|", "|3", "-", "+", "0", "99999999999", "\u0663", "\uff11", "\n"));
        int[] nodes = new int[1];
        Fuzz.rounds(ROUNDS, random -> {
            String member = Fuzz.changed("node-1", pieces, random);
            Optional<NodeId> node = Fuzz.within(MEMORY, () -> RedisRoutes.node(member));
            node.ifPresent(read -> {
                nodes[0]++;
                assertThat(read.value()).isEqualTo(member).doesNotContain("|");
            });
        });
        assertThat(nodes[0]).as("some are read").isGreaterThan(ROUNDS / 100);
    }
}
