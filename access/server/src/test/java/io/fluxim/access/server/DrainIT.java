package io.fluxim.access.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two nodes on the same stores, of which one stops. */
class DrainIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String SEND = "{\"op\":\"send\",\"ref\":\"%d\",\"to\":{\"user\":\"bob\"},"
            + "\"clientMsgId\":\"c%1$d\",\"type\":\"text\",\"body\":{}}";
    /** Below what one connection may have in flight. */
    private static final int SENDS = 40;

    @Test
    void givenSendsInFlight_whenTheNodeStops_thenAllAreAnsweredBeforeByeWhichAsksToWait() {
        try (RunningAccess access = new RunningAccess(
                "--im.kafka.sink.linger=1s", // so long they wait for their acknowledgement
                "--im.access.connection.drain.spread=0s",
                "--im.access.connection.drain.reconnect-within=7s")) {
            access.open("ann", "bob");
            try (TestClient ann = access.connect("ann", "phone");
                    TestClient idle = access.connect("bob", "phone")) {
                ann.next("hello");
                idle.next("hello");
                IntStream.range(0, SENDS).forEach(i -> ann.send(SEND.formatted(i)));
                ann.send("{\"op\":\"ping\"}");
                ann.next("pong"); // behind the sends: they are on their way
                access.close();
                List<Integer> accepted = IntStream.range(0, SENDS)
                        .mapToObj(i -> ann.next("accepted").path("ref").asString())
                        .map(Integer::valueOf)
                        .toList();
                assertThat(accepted)
                        .containsExactlyInAnyOrderElementsOf(
                                IntStream.range(0, SENDS).boxed().toList());
                for (TestClient client : List.of(ann, idle)) {
                    JsonNode bye = client.next("bye");
                    assertThat(bye.path("reconnect").asBoolean()).isTrue();
                    assertThat(bye.path("reconnectAfterMs").isIntegralNumber()).isTrue();
                    assertThat(bye.path("reconnectAfterMs").asLong()).isBetween(0L, 7000L);
                    assertThat(client.closeCode()).isEqualTo(1001);
                }
            }
        }
    }

    @Test
    void givenSendsThatKafkaDoesNotTake_whenTheNodeStops_thenByeComesWithinTheBound() {
        try (RunningAccess access = new RunningAccess(
                "--im.kafka.sink.linger=1m",
                "--im.kafka.sink.delivery-timeout=3m",
                "--im.access.connection.drain.answer-within=200ms")) {
            access.open("ann", "bob");
            try (TestClient ann = access.connect("ann", "phone")) {
                ann.next("hello");
                ann.send(SEND.formatted(1));
                ann.send("{\"op\":\"ping\"}");
                ann.next("pong");
                CompletableFuture<Void> closed = CompletableFuture.runAsync(access::close);
                ann.next("bye"); // and no answer, which the time-out of a send would bring later
                assertThat(ann.closeCode()).isEqualTo(1001);
                closed.join();
            }
        }
    }

    @Test
    void givenDrainLongerThanSpringWaits_whenStarted_thenSaysWhatItShouldBe() {
        assertThatThrownBy(() -> new RunningAccess("--im.access.connection.drain.answer-within=59s").close())
                .rootCause()
                .hasMessageContaining("spring.lifecycle.timeout-per-shutdown-phase must be >= PT1M6S")
                .hasMessageContaining("was PT30S");
    }

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
                assertThat(stays.routes("ann")).hasSize(1).doesNotContainAnyElementsOf(stays.routes("bob"));
                stops.close();
                JsonNode bye = ann.next("bye");
                assertThat(bye.path("reason").asString()).isEqualTo("shutdown");
                assertThat(bye.path("reconnect").asBoolean()).isTrue();
                assertThat(ann.closeCode()).isEqualTo(1001);
                assertThat(stays.routes("ann")).isEmpty();
                bob.send("{\"op\":\"ping\"}");
                bob.next("pong");
            }
        }
    }
}
