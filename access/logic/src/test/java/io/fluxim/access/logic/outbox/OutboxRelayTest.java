package io.fluxim.access.logic.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.access.logic.TestClock;
import io.fluxim.directory.group.Actor;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.GroupRules;
import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.outbox.Outbox;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.StoreUnavailable;
import io.fluxim.protocol.UserId;
import io.fluxim.route.InMemoryLeases;
import io.fluxim.route.Leases;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class OutboxRelayTest {

    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final OutboxProperties PROPERTIES = new OutboxProperties(
            Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(8));
    private static final UserId ANNA = new UserId("anna");

    private final TestClock clock = new TestClock();
    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final InMemoryOutbox outbox = new InMemoryOutbox();
    private final InMemoryGroups groups = new InMemoryGroups(outbox, clock);
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final RecordedSink log = new RecordedSink();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Disposable.Composite relays = Disposables.composite();

    @AfterEach
    void stop() {
        relays.dispose();
    }

    @Test
    void givenChangesOfGroups_whenRelayed_thenEachGroupsInOrderAndAllMarked() {
        make("g1");
        make("g2");
        invite("g1", "bob");
        invite("g2", "bob");
        invite("g1", "carl");
        relay("n1");
        assertThat(changesOf("g1")).containsExactly("change-1", "change-2", "change-3");
        assertThat(changesOf("g2")).containsExactly("change-1", "change-2");
        assertThat(waiting()).isEmpty();
        assertThat(log.log()).allSatisfy(record -> {
            assertThat(record.topic()).isEqualTo(Topic.ACCEPTED);
            assertThat(record.partition()).isEqualTo(Partitions.of(record.key(), 8));
            assertThat(((Envelope) record.value()).conversation().key()).isEqualTo(record.key());
        });
        assertThat(meters.counter("im.access.outbox.sent").count()).isEqualTo(5);
        assertThat(meters.counter("im.access.outbox.failures").count()).isZero();
    }

    @Test
    void givenUnacknowledged_whenRelayed_thenTheGroupsNextWaitsAndOtherGroupsDoNot() {
        make("g1");
        invite("g1", "bob");
        make("g2");
        Sinks.One<Long> slow = Sinks.one();
        log.acknowledgedBy(envelope -> isOf("g1", envelope) ? slow.asMono() : Mono.just(1L));
        relay("n1");
        assertThat(changesOf("g1")).containsExactly("change-1");
        assertThat(changesOf("g2")).containsExactly("change-1");
        slow.tryEmitValue(1L);
        assertThat(changesOf("g1")).containsExactly("change-1", "change-2");
    }

    @Test
    void givenAppendFails_whenRelayed_thenNothingOvertakesAndItIsTriedAgain() {
        make("g1");
        invite("g1", "bob");
        make("g2");
        AtomicInteger failures = new AtomicInteger(3);
        log.acknowledgedBy(envelope -> isOf("g1", envelope) && failures.getAndDecrement() > 0
                ? Mono.error(new IllegalStateException("broker away"))
                : Mono.just(1L));
        relay("n1");
        assertThat(changesOf("g1")).containsExactly("change-1");
        assertThat(changesOf("g2")).containsExactly("change-1");
        assertThat(waiting()).hasSize(2);
        pass(Duration.ofSeconds(5));
        assertThat(changesOf("g1")).containsExactly("change-1", "change-1", "change-1", "change-1", "change-2");
        assertThat(changesOf("g2")).containsExactly("change-1");
        assertThat(waiting()).isEmpty();
        assertThat(meters.counter("im.access.outbox.sent").count()).isEqualTo(3);
        assertThat(meters.counter("im.access.outbox.failures").count()).isEqualTo(3);
    }

    @Test
    void givenCrashBetweenProduceAndMark_whenRelayedAgain_thenTheSameMessagesInTheSameOrder() {
        make("g1");
        invite("g1", "bob");
        Disposable crashed = relay("n1", new Faulty(outbox, "mark"), leases);
        assertThat(changesOf("g1")).containsExactly("change-1", "change-2");
        assertThat(waiting()).hasSize(2);
        crashed.dispose();
        relay("n2");
        pass(Duration.ofSeconds(5));
        List<Envelope> envelopes = log.envelopes();
        assertThat(envelopes).hasSize(4);
        assertThat(envelopes.subList(2, 4)).isEqualTo(envelopes.subList(0, 2));
        assertThat(waiting()).isEmpty();
    }

    @Test
    void givenMarkFailsOnce_whenTimePasses_thenWaitersAreToldInTheEnd() {
        make("g1");
        Faulty faulty = new Faulty(outbox, "mark");
        relay("n1", faulty, leases);
        faulty.heal();
        pass(Duration.ofSeconds(2));
        outbox.awaitSent(new GroupId("g1"), 1).block(AT_ONCE);
        assertThat(changesOf("g1")).containsExactly("change-1", "change-1");
    }

    @Test
    void givenOutboxAway_whenItIsBack_thenRelayed() {
        make("g1");
        Faulty faulty = new Faulty(outbox, "unsent");
        relay("n1", faulty, leases);
        pass(Duration.ofSeconds(20));
        assertThat(faulty.asked()).as("backs off to one look a second").isBetween(15, 25);
        faulty.heal();
        pass(Duration.ofSeconds(1));
        assertThat(changesOf("g1")).containsExactly("change-1");
    }

    @Test
    void givenLeasesAway_whenTheyAreBack_thenRelayed() {
        make("g1");
        AtomicInteger failures = new AtomicInteger(5);
        relay("n1", outbox, new Leases() {
            @Override
            public Mono<Boolean> acquire(String name, String holder, Duration ttl) {
                return failures.getAndDecrement() > 0
                        ? Mono.error(new IllegalStateException("away"))
                        : leases.acquire(name, holder, ttl);
            }

            @Override
            public Mono<Void> release(String name, String holder) {
                return Mono.error(new IllegalStateException("away"));
            }
        });
        assertThat(log.log()).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(changesOf("g1")).containsExactly("change-1");
    }

    @Test
    void givenQuietRelay_whenAnEventIsAppended_thenRelayedAtOnce() {
        relay("n1");
        pass(Duration.ofMinutes(1));
        make("g1");
        time.advanceTimeBy(Duration.ZERO);
        assertThat(changesOf("g1")).containsExactly("change-1");
    }

    @Test
    void givenEventOfAnotherProcess_whenTimePasses_thenRelayedWithinASecond() {
        relay("n1", new Silent(outbox), leases);
        pass(Duration.ofMinutes(1));
        make("g1");
        assertThat(log.log()).isEmpty();
        pass(Duration.ofSeconds(1).plusMillis(200));
        assertThat(changesOf("g1")).containsExactly("change-1");
    }

    @Test
    void givenTwoRelays_whenRunning_thenOneWorks() {
        relay("n1");
        relay("n2");
        make("g1");
        pass(Duration.ofSeconds(30));
        make("g2");
        pass(Duration.ofSeconds(1));
        assertThat(log.log()).hasSize(2);
    }

    @Test
    void givenHolderStops_whenTimePasses_thenTheOtherTakesOverSoon() {
        Disposable first = relay("n1");
        relay("n2");
        first.dispose();
        make("g1");
        pass(Duration.ofSeconds(2));
        assertThat(changesOf("g1")).containsExactly("change-1");
    }

    @Test
    void givenLeaseLost_whenAnotherHasIt_thenTheFormerHolderEndsWithinAThirdOfIt() {
        Silent first = new Silent(outbox);
        relay("n1", first, leases);
        leases.forget();
        relay("n2");
        pass(Duration.ofSeconds(2));
        int asked = first.asked();
        pass(Duration.ofSeconds(30));
        assertThat(first.asked()).as("looks no more").isEqualTo(asked);
        make("g1");
        pass(Duration.ofSeconds(1));
        assertThat(changesOf("g1")).containsExactly("change-1");
    }

    @Test
    void givenManyEvents_whenRelayed_thenAllWithoutWaiting() {
        for (int i = 0; i < 3 * OutboxRelay.TURN; i++) {
            make("g" + i);
        }
        relay("n1");
        assertThat(log.log()).hasSize(3 * OutboxRelay.TURN);
        assertThat(waiting()).isEmpty();
    }

    private Disposable relay(String holder) {
        return relay(holder, outbox, leases);
    }

    private Disposable relay(String holder, Outbox outbox, Leases leases) {
        OutboxRelay relay = new OutboxRelay(
                new OutboxRelay.Stores(outbox, log, leases, 8), PROPERTIES, new OutboxMeters(meters), holder, time);
        Disposable running = relay.run().subscribe();
        relays.add(running);
        time.advanceTimeBy(Duration.ZERO);
        return running;
    }

    /** In steps as short as the relay's, so that both clocks agree. */
    private void pass(Duration span) {
        for (long i = 0; i < span.toMillis(); i += 100) {
            clock.add(Duration.ofMillis(100));
            time.advanceTimeBy(Duration.ofMillis(100));
        }
    }

    private void make(String group) {
        groups.create(new NewGroup(
                        Optional.of(new GroupId(group)), GroupProfile.named(group), ANNA, List.of(), List.of(), ANNA))
                .block(AT_ONCE);
    }

    private void invite(String group, String user) {
        groups.change(new GroupId(group), GroupRules.invite(Actor.user(ANNA), List.of(new UserId(user))))
                .block(AT_ONCE);
    }

    private List<String> changesOf(String group) {
        return log.envelopes().stream()
                .filter(envelope -> isOf(group, envelope))
                .map(Envelope::clientMsgId)
                .toList();
    }

    private List<Outbox.Pending> waiting() {
        return outbox.unsent(1000).block(AT_ONCE);
    }

    private static boolean isOf(String group, Envelope envelope) {
        return envelope.conversation().key().equals("g:" + group);
    }

    /** An outbox whose store refuses one operation until it is healed. */
    private static final class Faulty implements Outbox {

        private final Outbox real;
        private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
        private volatile String refused;

        Faulty(Outbox real, String refused) {
            this.real = real;
            this.refused = refused;
        }

        void heal() {
            refused = "";
        }

        int asked() {
            return asked.get("unsent").get();
        }

        @Override
        public Mono<List<Pending>> unsent(int limit) {
            return faulty("unsent", real.unsent(limit));
        }

        @Override
        public Mono<Void> markSent(Collection<Pending> sent) {
            return faulty("mark", real.markSent(sent));
        }

        @Override
        public Mono<Void> awaitSent(GroupId group, long change) {
            return real.awaitSent(group, change);
        }

        @Override
        public Flux<GroupId> appended() {
            return real.appended();
        }

        private <T> Mono<T> faulty(String operation, Mono<T> result) {
            return Mono.defer(() -> {
                asked.computeIfAbsent(operation, key -> new AtomicInteger()).incrementAndGet();
                return operation.equals(refused)
                        ? Mono.error(new StoreUnavailable(operation, new IllegalStateException("away")))
                        : result;
            });
        }
    }

    /** An outbox that another process fills: it gives no hints. */
    private static final class Silent implements Outbox {

        private final Outbox real;
        private final AtomicInteger asked = new AtomicInteger();

        Silent(Outbox real) {
            this.real = real;
        }

        int asked() {
            return asked.get();
        }

        @Override
        public Mono<List<Pending>> unsent(int limit) {
            return Mono.defer(() -> {
                asked.incrementAndGet();
                return real.unsent(limit);
            });
        }

        @Override
        public Mono<Void> markSent(Collection<Pending> sent) {
            return real.markSent(sent);
        }

        @Override
        public Mono<Void> awaitSent(GroupId group, long change) {
            return real.awaitSent(group, change);
        }

        @Override
        public Flux<GroupId> appended() {
            return Flux.never();
        }
    }
}
