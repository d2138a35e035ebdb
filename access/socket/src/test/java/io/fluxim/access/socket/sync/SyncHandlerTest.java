package io.fluxim.access.socket.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.session.Device;
import io.fluxim.access.socket.session.Session;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.InMemoryWatermarks;
import io.fluxim.inbox.inbox.Watermarks;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.InvalidInput;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class SyncHandlerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SyncProperties PROPERTIES =
            new SyncProperties(500, DataSize.ofMegabytes(1), 3, 2, Duration.ofSeconds(5), Duration.ofSeconds(1));

    private final TestSessions sessions = new TestSessions();
    private final InMemoryInbox inbox = new InMemoryInbox();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void givenSyncInFlight_whenAskedAgain_thenRefusedUntilItIsAnswered() {
        Heads heads = new Heads();
        SyncHandler handler = handler(heads, new InMemoryWatermarks());
        Session session = sessions.greeted("ann", "phone", 0);
        List<Frame> first = answers(handler, session);
        assertThat(((Frame.Refused) one(handler.sync(session, sync()))).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        heads.answer.tryEmitValue(7L);
        assertThat(first).hasSize(1);
        assertThat(((Frame.Entries) first.get(0)).head()).isEqualTo(7);
        assertThat(session.told()).isEqualTo(7);
        assertThat(one(handler.sync(session, sync()))).isInstanceOf(Frame.Entries.class);
    }

    @Test
    void givenAsManyPagesAsTheNodeReads_whenAnotherAsks_thenUnavailableAndTemporary() {
        SyncHandler handler = handler(new Heads(), new InMemoryWatermarks());
        answers(handler, sessions.greeted("ann", "phone", 0));
        answers(handler, sessions.greeted("ann", "web", 0));
        answers(handler, sessions.greeted("eve", "web", 0));
        Frame.Refused refused = (Frame.Refused) one(handler.sync(sessions.greeted("bob", "web", 0), sync()));
        assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refused.retryAfter()).isPresent();
    }

    @Test
    void givenOneUserWithManySockets_whenAllSync_thenTheOthersHaveRoom() {
        Heads heads = new Heads();
        SyncHandler handler = handler(heads, new InMemoryWatermarks());
        List<Frame> first = answers(handler, sessions.greeted("ann", "phone", 0));
        answers(handler, sessions.greeted("ann", "web", 0));
        Frame.Refused refused = (Frame.Refused) one(handler.sync(sessions.greeted("ann", "pad", 0), sync()));
        assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refused.message()).isEqualTo("too many devices of this user sync at once");
        List<Frame> others = answers(handler, sessions.greeted("bob", "web", 0));
        heads.answer.tryEmitValue(7L);
        assertThat(first).hasSize(1);
        assertThat(others).hasSize(1);
        assertThat(one(handler.sync(sessions.greeted("ann", "tv", 0), sync()))).isInstanceOf(Frame.Entries.class);
    }

    @Test
    void givenFiftySockets_whenTheyPingAsFastAsTheyMay_thenTheStoreIsAskedOnceInHalfASecond() {
        Heads heads = new Heads();
        heads.answer.tryEmitValue(7L);
        SyncHandler handler = handler(heads, new InMemoryWatermarks());
        for (int second = 0; second < 2; second++) {
            for (int i = 0; i < 50; i++) {
                Session session = sessions.greeted("ann", "d" + i, 0);
                for (int ping = 0; ping < 10; ping++) {
                    assertThat(one(handler.ping(session, new Command.Ping("p"))))
                            .isEqualTo(new Frame.Pong("p", 7));
                }
            }
            assertThat(heads.reads.get()).isEqualTo(second + 1);
            nanos.addAndGet(RecentHeads.FRESH.toNanos());
        }
    }

    @Test
    void givenSyncThatIsCancelled_whenAskedAgain_thenThereIsRoom() {
        Heads heads = new Heads();
        SyncHandler handler = handler(heads, new InMemoryWatermarks());
        Session session = sessions.greeted("ann", "phone", 0);
        for (int i = 0; i < 5; i++) {
            handler.sync(session, sync()).subscribe().dispose();
        }
        heads.answer.tryEmitValue(0L);
        assertThat(one(handler.sync(session, sync()))).isInstanceOf(Frame.Entries.class);
    }

    @Test
    void givenStoresThatFail_whenSynced_thenTheRoomIsGivenBack() {
        Heads heads = new Heads();
        heads.answer.tryEmitError(new IllegalStateException("away"));
        SyncHandler handler = handler(heads, new InMemoryWatermarks());
        for (int i = 0; i < 5; i++) {
            StepVerifier.create(handler.sync(sessions.greeted("ann", "d" + i, 0), sync()))
                    .expectErrorMessage("away")
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAckAboveTheHead_whenAsked_thenRefusedByName() {
        SyncHandler handler = handler(new InMemoryVisibleHeads(inbox), new InMemoryWatermarks());
        StepVerifier.create(handler.ack(sessions.greeted("ann", "phone", 0), new Command.Ack("", 1)))
                .expectErrorSatisfies(
                        e -> assertThat(((InvalidInput) e).field()).isEqualTo("upTo"))
                .verify(PATIENCE);
    }

    @Test
    void givenManyAcks_whenAnIntervalPasses_thenTheHighestIsWrittenOncePerDevice() {
        List<String> written = new ArrayList<>();
        Acks acks = new Acks(new Recording(written), PROPERTIES, time);
        acks.run().subscribe();
        UserId ann = new UserId("ann");
        for (long upTo : new long[] {3, 9, 5}) {
            acks.ack(new Device(ann, "phone"), upTo);
        }
        acks.ack(new Device(ann, "web"), 2);
        assertThat(written).isEmpty();
        time.advanceTimeBy(PROPERTIES.ackInterval());
        assertThat(written).containsExactlyInAnyOrder("phone=9", "web=2");
        time.advanceTimeBy(PROPERTIES.ackInterval());
        assertThat(written).hasSize(2);
    }

    @Test
    void givenStoreAway_whenBackAgain_thenTheAckIsWritten() {
        InMemoryWatermarks store = new InMemoryWatermarks();
        Watermarks flaky = new Flaky(store);
        Acks acks = new Acks(flaky, PROPERTIES, time);
        Device phone = new Device(new UserId("ann"), "phone");
        acks.ack(phone, 4);
        StepVerifier.create(acks.flush()).expectComplete().verify(PATIENCE);
        StepVerifier.create(acks.flush().then(store.of(phone.user())))
                .expectNext(Map.of("phone", 4L))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenPing_whenStoreIsAway_thenTheHeadInMemoryAnswers() {
        Heads heads = new Heads();
        heads.answer.tryEmitError(new IllegalStateException("away"));
        SyncHandler handler = handler(heads, new InMemoryWatermarks());
        Session session = sessions.greeted("ann", "phone", 6);
        assertThat(one(handler.ping(session, new Command.Ping("p")))).isEqualTo(new Frame.Pong("p", 6));
    }

    private SyncHandler handler(VisibleHeads heads, Watermarks watermarks) {
        SyncPages pages = new SyncPages(
                new SyncPages.Stores(inbox, new InMemoryTimeline(), new InMemoryHistory(Clock.systemUTC()), heads),
                PROPERTIES,
                entry -> {});
        return new SyncHandler(pages, new Acks(watermarks, PROPERTIES, time), PROPERTIES, nanos::get);
    }

    private static Command.Sync sync() {
        return new Command.Sync("s", 0, 10);
    }

    private static List<Frame> answers(SyncHandler handler, Session session) {
        List<Frame> answers = new ArrayList<>();
        handler.sync(session, sync())
                .subscribe(answers::add, e -> {}); // who never is answered times out, after the test
        return answers;
    }

    private static Frame one(Mono<Frame> answer) {
        return answer.block(PATIENCE);
    }

    /** Heads that are answered when the test says so. */
    private static final class Heads implements VisibleHeads {

        private final Sinks.One<Long> answer = Sinks.one();
        private final AtomicInteger reads = new AtomicInteger();

        @Override
        public Mono<Void> raise(Map<UserId, Long> heads) {
            return Mono.empty();
        }

        @Override
        public Mono<Map<UserId, Long>> read(Collection<UserId> users) {
            reads.incrementAndGet();
            return answer.asMono().map(head -> Map.of(users.iterator().next(), head));
        }

        @Override
        public Mono<Map<UserId, Long>> raised(Collection<UserId> users) {
            return read(users);
        }

        @Override
        public Mono<Void> forget(Collection<UserId> users) {
            return Mono.empty();
        }
    }

    private record Recording(List<String> written) implements Watermarks {

        @Override
        public Mono<Void> raise(UserId user, String device, long position) {
            return Mono.fromRunnable(() -> written.add(device + "=" + position));
        }

        @Override
        public Mono<Map<String, Long>> of(UserId user) {
            return Mono.just(Map.of());
        }
    }

    /** Fails once. */
    private static final class Flaky implements Watermarks {

        private final Watermarks store;
        private boolean failed;

        Flaky(Watermarks store) {
            this.store = store;
        }

        @Override
        public Mono<Void> raise(UserId user, String device, long position) {
            boolean fails = !failed;
            failed = true;
            return fails ? Mono.error(new IllegalStateException("away")) : store.raise(user, device, position);
        }

        @Override
        public Mono<Map<String, Long>> of(UserId user) {
            return store.of(user);
        }
    }
}
