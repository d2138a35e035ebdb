package io.fluxim.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InMemoryRoutesTest extends RoutesContract {

    private final TestClock clock = new TestClock();
    private final InMemoryRoutes routes = new InMemoryRoutes(clock, Duration.ofSeconds(60));

    @Override
    Routes routes() {
        return routes;
    }

    @Override
    void forget() {
        routes.forget();
    }

    @Test
    void givenRoute_whenNotRenewedInTime_thenOfflineAndCountedAsLost() {
        NodeId node = new NodeId("n");
        get(routes.renew(List.of(ALICE), node));
        clock.pass(Duration.ofSeconds(59));
        assertThat(find(routes, ALICE)).containsExactly(node);

        clock.pass(Duration.ofSeconds(1));
        assertThat(find(routes, ALICE)).isEmpty();
        assertThat(get(routes.renew(List.of(ALICE), node))).isEqualTo(1);
    }
}
