package io.fluxim.cleaner.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.audit.Kind;
import io.fluxim.audit.Look;
import io.fluxim.audit.Mismatch;
import io.fluxim.audit.Scope;
import io.fluxim.audit.Subject;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.retention.InMemoryRetention;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import io.fluxim.route.InMemoryLeases;
import io.fluxim.route.Leases;
import io.fluxim.testkit.Messages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

class AuditRoundsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryInbox inbox = new InMemoryInbox();
    private final InMemoryLeases leases = new InMemoryLeases(Clock.systemUTC());
    private final List<Scope.Named> looked = new ArrayList<>();
    private Flux<Look> found = Flux.empty();

    @BeforeEach
    void threeConversations() {
        for (String other : List.of("bob", "cat", "dan")) {
            Message message = Messages.message(Messages.envelope("ann", other, "hello"), 1);
            timeline.append(List.of(new Timeline.Stored(message, new Origin(0, 1, 1))))
                    .block(SOON);
            UserId user = new UserId(other);
            inbox.append(List.of(new InboxEntry(
                            new Position(1),
                            new Reference(user, message.conversation(), new Seq(1)),
                            message.id(),
                            message.at())))
                    .block(SOON);
        }
    }

    @Test
    void givenMoreThanARoundTakes_whenTimePasses_thenEachComesOnceAndThenAllAgain() {
        run(2, 4);

        assertThat(looked.stream().map(Scope.Named::users).map(AuditRoundsTest::names))
                .containsExactly("bob cat", "dan", "bob cat", "dan");
        assertThat(looked.stream()
                        .map(Scope.Named::conversations)
                        .map(some -> some.stream().map(Conversation::key).toList()))
                .containsExactly(
                        List.of("d:ann:bob", "d:ann:cat"),
                        List.of("d:ann:dan"),
                        List.of("d:ann:bob", "d:ann:cat"),
                        List.of("d:ann:dan"));
    }

    @Test
    void givenNothingLookedAt_whenAsked_thenEveryMeterIsThereAtZero() {
        rounds(2);

        assertThat(meters.find(AuditMeters.MISMATCHES).counters()).hasSize(Kind.values().length);
        assertThat(meters.getMeters())
                .allSatisfy(meter -> assertThat(meter.measure())
                        .allSatisfy(value -> assertThat(value.getValue()).isZero()));
    }

    @Test
    void givenFindings_whenRound_thenCountedByKind() {
        found = Flux.just(
                new Look.Seen(
                        new Subject.Timeline(Messages.direct("ann", "bob")),
                        5,
                        0,
                        List.of(new Mismatch(Kind.SEQ_HOLE, "d:ann:bob", 3, "missing"))),
                new Look.Unseen(new Subject.Inbox(new UserId("bob")), "away"));

        run(2, 1);

        assertThat(count(AuditMeters.MISMATCHES, "kind", "seq_hole")).isEqualTo(1);
        assertThat(count(AuditMeters.MISMATCHES, "kind", "entry_missing")).isZero();
        assertThat(count(AuditMeters.CHECKED, "subject", "conversations")).isEqualTo(1);
        assertThat(count(AuditMeters.CHECKED, "subject", "inboxes")).isZero();
        assertThat(count(AuditMeters.ROUNDS, "outcome", "incomplete")).isEqualTo(1);
    }

    @Test
    void givenRoundThatFails_whenTheNextIsDue_thenTheSameAgain() {
        found = Flux.error(new IllegalStateException("kafka is away"));

        run(2, 2);

        assertThat(looked.stream().map(Scope.Named::users).map(AuditRoundsTest::names))
                .containsExactly("bob cat", "bob cat");
        assertThat(count(AuditMeters.ROUNDS, "outcome", "failed")).isEqualTo(2);
    }

    @Test
    void givenLeaseOfAnother_whenRoundsAreDue_thenNothingIsLookedAt() {
        assertThat(leases.acquire("audit", "other", Duration.ofHours(1)).block(SOON))
                .isTrue();

        run(2, 3);

        assertThat(looked).isEmpty();
    }

    @Test
    void givenARoundThatTakesHours_whenTimePasses_thenTheLeaseIsKeptAndOneThatIsLostEndsIt() {
        found = Flux.never();
        Disposable running = rounds(2).run().subscribe();
        time.advanceTimeBy(EVERY.plus(Duration.ofHours(3)));
        assertThat(looked).hasSize(1);
        assertThat(count(AuditMeters.ROUNDS, "outcome", "failed")).isZero();

        leases.release("audit", "us").block(SOON);
        assertThat(leases.acquire("audit", "other", Duration.ofDays(1)).block(SOON))
                .isTrue();
        time.advanceTimeBy(Duration.ofMinutes(3));
        assertThat(count(AuditMeters.ROUNDS, "outcome", "failed")).isEqualTo(1);
        running.dispose();
    }

    @Test
    void givenRedisAwayForTheWholeTimeOfTheLease_whenARoundGoesOn_thenItEnds() {
        found = Flux.never();
        AtomicBoolean away = new AtomicBoolean();
        Disposable running = rounds(2, new Leases() {
                    @Override
                    public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
                        return away.get() ? Mono.error(new IllegalStateException("away")) : Mono.just(true);
                    }

                    @Override
                    public Mono<Void> release(String name, String holder) {
                        return Mono.empty();
                    }
                })
                .run()
                .subscribe();
        time.advanceTimeBy(EVERY);
        away.set(true);
        Duration ttl = EVERY.plus(Duration.ofMinutes(5));
        time.advanceTimeBy(ttl.minusMillis(1));
        assertThat(count(AuditMeters.ROUNDS, "outcome", "failed")).isZero();

        time.advanceTimeBy(Duration.ofMillis(1));
        assertThat(count(AuditMeters.ROUNDS, "outcome", "failed")).isEqualTo(1);
        running.dispose();
    }

    @Test
    void givenNoSize_whenStarted_thenNoRounds() {
        AuditRounds never = rounds(0);
        never.start();

        assertThat(never.isRunning()).isFalse();
    }

    @Test
    void givenStarted_whenStopped_thenNoMoreRounds() {
        AuditRounds rounds = rounds(2);
        rounds.start();
        rounds.start();
        time.advanceTimeBy(EVERY);
        rounds.stop();
        time.advanceTimeBy(EVERY.multipliedBy(3));

        assertThat(looked).hasSize(1);
    }

    private void run(int size, int times) {
        Disposable running = rounds(size).run().subscribe();
        time.advanceTimeBy(EVERY.multipliedBy(times));
        running.dispose();
    }

    private AuditRounds rounds(int size) {
        return rounds(size, leases);
    }

    private AuditRounds rounds(int size, Leases leases) {
        return new AuditRounds(
                new AuditRounds.Parts(this::look, new InMemoryRetention(timeline, inbox), leases, "us"),
                new AuditRoundsProperties(EVERY, size),
                meters,
                time);
    }

    private Flux<Look> look(Scope scope) {
        looked.add((Scope.Named) scope);
        return found;
    }

    private double count(String meter, String tag, String value) {
        return meters.get(meter).tag(tag, value).counter().count();
    }

    private static String names(List<UserId> users) {
        return String.join(" ", users.stream().map(UserId::value).toList());
    }
}
