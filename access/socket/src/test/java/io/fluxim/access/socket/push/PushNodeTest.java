package io.fluxim.access.socket.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.gate.auth.AuthProperties;
import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.TokenSigner;
import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.directory.token.InMemoryCutoffs;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.Push;
import io.fluxim.route.InMemoryRoutes;
import io.fluxim.route.NodeTopics;
import io.fluxim.testkit.Messages;
import io.fluxim.trace.Tracing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Topic, routes, renewals and wake-ups together, in virtual time. */
class PushNodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RENEW_EVERY = Duration.ofSeconds(20);
    private static final NodeId HERE = new NodeId("name0");
    private static final UserId BOB = new UserId("bob");
    private static final PushProperties PROPERTIES =
            new PushProperties(Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final Clock clock = new SchedulerClock(time);
    private final TestSessions made = new TestSessions();
    private final Sessions sessions = new Sessions();
    private final InMemoryRoutes routes = new InMemoryRoutes(clock, Duration.ofSeconds(60));
    private final InMemoryVisibleHeads heads = new InMemoryVisibleHeads(new InMemoryInbox());
    private final InMemoryCutoffs cutoffs = new InMemoryCutoffs();
    private final PushMeters meters = new PushMeters(made.registry);
    private final HeadReconciler wakeups = new HeadReconciler(sessions, heads, PROPERTIES, meters, time);
    private final Presence presence =
            new Presence(sessions, routes, wakeups, authenticator(), PROPERTIES, RENEW_EVERY, meters, time);
    private final TestTopics topics = new TestTopics();
    private final PushNode node = new PushNode(
            topics,
            () -> new NodeId("name" + topics.made.size()),
            new PushDispatcher(sessions, meters, Tracing.OFF),
            presence,
            meters,
            time);

    @BeforeEach
    void start() {
        node.run().subscribe();
        presence.run().subscribe();
        wakeups.run().subscribe();
    }

    @Test
    void givenSubscription_whenNotConfirmedYet_thenNotReady() {
        assertThat(presence.ready()).isFalse();
        assertThat(listening()).isZero();
        open(0);
        assertThat(presence.ready()).isTrue();
        assertThat(listening()).isOne();
    }

    @Test
    void givenSession_whenRegisteredAndLeft_thenItsRouteComesAndGoes() {
        open(0);
        Session phone = join("bob", "phone");
        Session web = join("bob", "web");
        assertThat(route()).containsExactly(HERE);
        leave(phone);
        assertThat(route()).containsExactly(HERE);
        leave(web);
        assertThat(route()).isEmpty();
    }

    @Test
    void givenRoutesLost_whenRenewed_thenTheyAreThereAgainAndSessionsAreBehind() {
        open(0);
        List<String> written = TestSessions.written(join("bob", "phone"));
        head(4);
        routes.forget();
        time.advanceTimeBy(RENEW_EVERY);
        assertThat(route()).containsExactly(HERE);
        assertThat(written).containsExactly("{\"op\":\"behind\",\"head\":4}");
        time.advanceTimeBy(Duration.ofSeconds(80));
        assertThat(written).hasSize(1);
        assertThat(route()).containsExactly(HERE);
    }

    @Test
    void givenLostPush_whenCompared_thenBehindOnce() {
        open(0);
        List<String> written = TestSessions.written(join("bob", "phone"));
        topics.made.get(0).pushes.tryEmitNext(push(3));
        head(4);
        time.advanceTimeBy(PROPERTIES.compareEvery());
        assertThat(written).hasSize(1); // the push may still be under way
        time.advanceTimeBy(PROPERTIES.settle());
        assertThat(written).hasSize(2).last().isEqualTo("{\"op\":\"behind\",\"head\":4}");
        time.advanceTimeBy(PROPERTIES.compareEvery().multipliedBy(4));
        assertThat(written).hasSize(2);
    }

    @Test
    void givenPushUnderWay_whenItArrivesBeforeItIsSettled_thenNoBehind() {
        open(0);
        List<String> written = TestSessions.written(join("bob", "phone"));
        head(4);
        time.advanceTimeBy(PROPERTIES.compareEvery());
        topics.made.get(0).pushes.tryEmitNext(push(4));
        time.advanceTimeBy(PROPERTIES.compareEvery().multipliedBy(2));
        assertThat(written).hasSize(1).first().asString().contains("entries");
    }

    @Test
    void givenSubscriptionThatBreaks_whenRestarted_thenAnotherNameAndEverybodyIsBehind() {
        open(0);
        List<String> written = TestSessions.written(join("bob", "phone"));
        topics.made.get(0).pushes.tryEmitError(new IllegalStateException("broke"));
        assertThat(presence.ready()).isFalse();
        assertThat(listening()).isZero();
        head(2);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(topics.made).hasSize(2);
        assertThat(presence.ready()).isFalse();
        open(1);
        assertThat(presence.ready()).isTrue();
        assertThat(route()).contains(new NodeId("name1"));
        assertThat(written).containsExactly("{\"op\":\"behind\",\"head\":2}");
        topics.made.get(1).pushes.tryEmitNext(push(3));
        assertThat(written).hasSize(2);
        assertThat(made.registry.counter("im.access.push.restarts").count()).isPositive();
    }

    @Test
    void givenManySessions_whenTheTopicWasLost_thenTheyAreToldOneBatchAfterTheOther() {
        open(0);
        List<List<String>> written = new ArrayList<>();
        for (int i = 0; i <= HeadReconciler.BATCH; i++) {
            written.add(TestSessions.written(join("user" + i, "phone")));
        }
        topics.made.get(0).pushes.tryEmitError(new IllegalStateException("broke"));
        time.advanceTimeBy(Duration.ofSeconds(1));
        open(1);
        assertThat(written.stream().filter(frames -> !frames.isEmpty())).hasSize(HeadReconciler.BATCH);
        assertThat(presence.ready()).isTrue();
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(written).allSatisfy(frames -> assertThat(frames).hasSize(1));
    }

    @Test
    void givenRevokedToken_whenRoutesAreRenewed_thenTheSessionEndsWithoutAnInvitation() {
        open(0);
        Session session = join("bob", "phone");
        List<String> written = TestSessions.written(session);
        cutoffs.raise(session.token().login(), session.token().issuedAt()).block(PATIENCE);
        time.advanceTimeBy(RENEW_EVERY);
        assertThat(written)
                .containsExactly("{\"op\":\"bye\",\"code\":4006,\"reason\":\"token_revoked\",\"reconnect\":false}");
    }

    private void open(int subscription) {
        topics.made.get(subscription).ready.tryEmitEmpty();
    }

    private Session join(String user, String device) {
        Session session = made.greeted(user, device, 0);
        session.outbound().drain(batch -> Mono.empty()).subscribe().dispose(); // `hello` is of no interest here
        presence.register(session).block(PATIENCE);
        return session;
    }

    private void leave(Session session) {
        presence.unregister(session).block(PATIENCE);
    }

    private void head(long head) {
        heads.raise(Map.of(BOB, head)).block(PATIENCE);
    }

    private Set<NodeId> route() {
        return routes.find(List.of(BOB)).block(PATIENCE).getOrDefault(BOB, Set.of());
    }

    private double listening() {
        return made.registry.get("im.access.push.listening").gauge().value();
    }

    private static Push push(long position) {
        return new Push(
                HERE,
                List.of(new Push.Pushed(
                        Messages.message(Messages.envelope("ann", "bob", "hi"), 1),
                        List.of(new Push.Receiver(BOB, new Position(position))))),
                List.of(),
                List.of());
    }

    private Authenticator authenticator() {
        AuthProperties properties = new AuthProperties("k".repeat(32), Duration.ofDays(1), Duration.ofSeconds(5));
        return new Authenticator(new TokenSigner(properties, made.clock), cutoffs, properties, made.clock);
    }

    /** Subscriptions that are confirmed, and break, when the test says so. */
    private static final class TestTopics implements NodeTopics {

        private record Made(Sinks.Empty<Void> ready, Sinks.Many<Push> pushes) {}

        private final List<Made> made = new ArrayList<>();

        @Override
        public Mono<Void> publish(List<Push> pushes) {
            return Mono.empty();
        }

        @Override
        public Subscription subscribe(NodeId node) {
            Made one = new Made(Sinks.empty(), Sinks.many().unicast().onBackpressureBuffer());
            made.add(one);
            return new Subscription(one.ready.asMono(), one.pushes.asFlux());
        }
    }

    /** The scheduler's time. */
    private static final class SchedulerClock extends Clock {

        private final VirtualTimeScheduler time;

        SchedulerClock(VirtualTimeScheduler time) {
            this.time = time;
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(time.now(TimeUnit.MILLISECONDS));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
