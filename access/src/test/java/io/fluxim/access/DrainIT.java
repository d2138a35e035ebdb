package io.fluxim.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.protocol.NodeId;
import io.fluxim.route.Leases;
import io.fluxim.route.Route;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes on the same stores, of which one stops. */
class DrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void givenSessions_whenTheirNodeStops_thenByeAndNothingOfItIsLeft() {
        try (RunningAccess stays = new RunningAccess();
                RunningAccess stops = stays.another()) {
            stays.open("ann", "bob");
            stops.open();
            try (TestClient ann = stops.connect("ann", "phone");
                    TestClient bob = stays.connect("bob", "phone")) {
                ann.next("hello");
                bob.next("hello");
                Route gone = stays.routes("ann").iterator().next();
                Route there = stays.routes("bob").iterator().next();
                assertThat(gone.slot()).isNotEqualTo(there.slot());
                assertThat(gone.node()).isEqualTo(stops.bean(NodeId.class));
                stops.close();
                JsonNode bye = ann.next("bye");
                assertThat(bye.path("reason").asString()).isEqualTo("shutdown");
                assertThat(bye.path("reconnect").asBoolean()).isTrue();
                assertThat(ann.closeCode()).isEqualTo(1001);
                assertThat(stays.routes("ann")).isEmpty();
                assertThat(stays.bean(Leases.class)
                                .acquire("slot:" + gone.slot(), "another", Duration.ofSeconds(10))
                                .block(PATIENCE))
                        .isTrue();
                bob.send("{\"op\":\"ping\"}");
                bob.next("pong");
            }
        }
    }
}
