package io.fluxim.access.socket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.outbound.EncodedFrame;
import io.fluxim.access.socket.outbound.Pushed;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

class SessionTest {

    private static final Pushed PUSHED = new Pushed(0, System.nanoTime(), () -> {});
    private static final EncodedFrame ENTRIES =
            EncodedFrame.of(List.of("{\"op\":\"entries\"}".getBytes(StandardCharsets.UTF_8)));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestSessions sessions = new TestSessions();

    @Test
    void givenPushBeforeHello_whenGreeted_thenHelloIsFirstAndBehindTellsOfThePush() {
        Session session = sessions.open("ann", "phone");
        List<String> written = TestSessions.written(session);
        session.push(ENTRIES, 4, PUSHED);
        session.behind(3);
        session.tell(new Frame.Pong("", 1));
        assertThat(written).isEmpty();
        session.greet(hello(session, 2));
        assertThat(written).hasSize(2);
        assertThat(written.get(0)).startsWith("{\"op\":\"hello\"");
        assertThat(written.get(1)).isEqualTo("{\"op\":\"behind\",\"head\":4}");
    }

    @Test
    void givenPushThatTheHeadCounts_whenGreeted_thenNoBehind() {
        Session session = sessions.open("ann", "phone");
        List<String> written = TestSessions.written(session);
        session.push(ENTRIES, 2, PUSHED);
        session.greet(hello(session, 2));
        assertThat(written).hasSize(1);
    }

    @Test
    void givenPushes_whenQueued_thenToldUpToThem() {
        Session session = sessions.greeted("ann", "phone", 2);
        session.push(ENTRIES, 3, PUSHED);
        assertThat(session.told()).isEqualTo(3);
        assertThat(session.behindIfNotTold(3)).isFalse();
        assertThat(session.behindIfNotTold(4)).isTrue();
        assertThat(session.behindIfNotTold(4)).isFalse();
        assertThat(TestSessions.written(session)).last().isEqualTo("{\"op\":\"behind\",\"head\":4}");
    }

    @Test
    void givenDroppedPushes_whenDrained_thenOneBehindWithTheHighestOfThem() {
        Session session = sessions.greeted("ann", "phone", 0);
        IntStream.rangeClosed(1, 20).forEach(position -> session.push(ENTRIES, position, PUSHED));
        assertThat(session.told()).isLessThan(20);
        assertThat(session.head()).isEqualTo(20);
        session.behind(21);
        session.behindIfNotTold(22);
        List<String> written = TestSessions.written(session);
        assertThat(written.stream().filter(text -> text.contains("behind")))
                .containsExactly("{\"op\":\"behind\",\"head\":22}");
        assertThat(session.told()).isEqualTo(22);
    }

    @Test
    void givenTooManyAnswers_whenNobodyReads_thenClosedWithAnInvitationToComeBack() {
        Session session = sessions.greeted("ann", "phone", 0);
        IntStream.range(0, 40).forEach(i -> session.reply(new Frame.Pong("", 0)));
        assertThat(TestSessions.written(session))
                .containsExactly("{\"op\":\"bye\",\"code\":4002,\"reason\":\"overflow\",\"reconnect\":true}");
        assertThat(session.outbound().closing().block()).isEqualTo(CloseCode.OVERFLOW);
    }

    @Test
    void givenSameDevice_whenAddedAgain_thenTakesThePlace() {
        Sessions all = new Sessions();
        Session older = sessions.open("ann", "phone");
        Session newer = sessions.open("ann", "phone");
        Session web = sessions.open("ann", "web");
        assertThat(all.add(older)).isEmpty();
        assertThat(all.add(web)).isEmpty();
        assertThat(all.add(newer)).contains(older);
        all.remove(older);
        assertThat(all.of(new UserId("ann"))).containsExactlyInAnyOrder(web, newer);
        assertThat(all.count()).isEqualTo(2);
        all.remove(newer);
        all.remove(newer);
        all.remove(web);
        assertThat(all.has(new UserId("ann"))).isFalse();
        assertThat(all.count()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\nb",
                "\u0000",
                "\uD800",
                "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void givenBadDevice_whenMade_thenRefusedByName(String name) {
        assertThatThrownBy(() -> new Device(new UserId("ann"), name))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("device"));
    }

    @Test
    void givenCommandsInFlight_whenDrained_thenCompletesWithTheLastAnswer() {
        Session session = sessions.greeted("ann", "phone", 0);
        session.inFlight().begin();
        session.inFlight().begin();
        StepVerifier.create(session.drain())
                .expectSubscription()
                .then(() -> assertThat(session.inFlight().draining()).isTrue())
                .then(session.inFlight()::end)
                .then(() -> assertThat(session.inFlight().count()).isEqualTo(1))
                .then(session.inFlight()::end)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenNothingInFlight_whenDrained_thenCompletesAtOnceAlsoWhenAskedAgain() {
        Session session = sessions.greeted("ann", "phone", 0);
        StepVerifier.create(session.drain()).expectComplete().verify(PATIENCE);
        StepVerifier.create(session.drain()).expectComplete().verify(PATIENCE);
    }

    @Test
    void givenClientThatDoesNotRead_whenDrained_thenWaitsUntilItHasItsAnswersOrHasGone() {
        Session slow = sessions.greeted("ann", "phone", 0);
        Session gone = sessions.greeted("ann", "web", 0);
        for (Session session : List.of(slow, gone)) {
            IntStream.range(0, 10).forEach(i -> session.reply(new Frame.Pong("", 0)));
            session.inFlight().begin();
        }
        StepVerifier.create(slow.drain())
                .expectSubscription()
                .then(slow.inFlight()::end)
                .then(() -> TestSessions.written(slow))
                .expectComplete()
                .verify(PATIENCE);
        StepVerifier.create(gone.drain())
                .expectSubscription()
                .then(gone::dispose)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenTimeToStayAway_whenClosed_thenByeSaysIt() {
        Session session = sessions.greeted("ann", "phone", 0);
        List<String> written = TestSessions.written(session);
        session.close(CloseCode.SHUTDOWN, Duration.ofMillis(1234));
        assertThat(written).last().asString().endsWith("\"reconnect\":true,\"reconnectAfterMs\":1234}");
    }

    private static Frame.Hello hello(Session session, long head) {
        return new Frame.Hello(session.id(), session.user(), "phone", "epoch", head, 0, new Frame.Limits(1, 1, 1, 1));
    }
}
