package io.fluxim.access.socket.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fluxim.access.gate.limit.RateLimits;
import io.fluxim.access.gate.limit.TestLimits;
import io.fluxim.access.logic.message.AcceptMeters;
import io.fluxim.access.logic.message.AcceptedLog;
import io.fluxim.access.logic.message.SendProperties;
import io.fluxim.access.logic.message.Sends;
import io.fluxim.access.socket.TestSessions;
import io.fluxim.access.socket.dialect.Decoded;
import io.fluxim.access.socket.dialect.fluxim.JsonCodec;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.sync.Acks;
import io.fluxim.access.socket.sync.SyncHandler;
import io.fluxim.access.socket.sync.SyncPages;
import io.fluxim.access.socket.sync.SyncProperties;
import io.fluxim.directory.group.GroupProfile;
import io.fluxim.directory.group.InMemoryGroups;
import io.fluxim.directory.group.NewGroup;
import io.fluxim.directory.outbox.InMemoryOutbox;
import io.fluxim.directory.user.InMemoryUsers;
import io.fluxim.directory.user.ProfileChange;
import io.fluxim.directory.user.User;
import io.fluxim.directory.user.Users;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.InMemoryWatermarks;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.sink.RecordSink;
import io.fluxim.kafka.topic.Topic;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.Extras;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.frame.Command;
import io.fluxim.protocol.frame.Frame;
import io.fluxim.trace.Tracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandHandlerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PARTITIONS = 4;
    private static final int IN_FLIGHT = 3;
    private static final CommandProperties LIMITS = new CommandProperties(IN_FLIGHT, 1000, 1000);
    private static final SendProperties SENDS = new SendProperties(Duration.ofSeconds(5), Duration.ofSeconds(15));

    private final TestSessions sessions = new TestSessions();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final JsonCodec codec = new JsonCodec();
    private final InMemoryUsers users = InMemoryUsers.with("ann", "bob", "eve");
    private final InMemoryGroups groups = new InMemoryGroups(new InMemoryOutbox(), Clock.systemUTC());
    private final Log log = new Log();
    private final Session ann = sessions.greeted("ann", "phone", 0);
    private final List<String> written = TestSessions.written(ann);

    @BeforeEach
    void hello() {
        written.clear();
    }

    @Test
    void givenSends_whenAcknowledged_thenInTheLogInOrderAtTheirPartitionAndAccepted() {
        log.acknowledgeAtOnce();
        run(send("bob", "1"), send("eve", "2"), send("bob", "3"));
        assertThat(log.clientMsgIds()).containsExactly("1", "2", "3");
        assertThat(log.records)
                .as("nobody traces")
                .allSatisfy(record -> assertThat(record.traces()).isEmpty());
        Outgoing<Envelope> first = log.records.get(0);
        assertThat(first.topic()).isEqualTo(Topic.ACCEPTED);
        assertThat(first.key()).isEqualTo("d:ann:bob");
        assertThat(first.partition()).isEqualTo(Partitions.of("d:ann:bob", PARTITIONS));
        assertThat(frames()).extracting(frame -> frame.path("op").asString()).containsOnly("accepted");
        assertThat(frames().get(0).path("messageId").asString())
                .isEqualTo(first.value().id().hex());
        assertThat(frames().get(0).path("at").asLong()).isEqualTo(1000);
    }

    @Test
    void givenNothingSent_thenAnswersAndTemporaryRefusalsStandAtZero() {
        run();
        for (String op : List.of("send", "sync", "ack", "ping", "unknown")) {
            for (String outcome : List.of("ok", "unavailable", "internal", "rate_limited")) {
                assertThat(registry.get("im.access.commands")
                                .tags("op", op, "outcome", outcome)
                                .counter()
                                .count())
                        .isZero();
            }
        }
    }

    @Test
    void givenSlowLookup_whenSendsFollow_thenTheOrderStays() {
        log.acknowledgeAtOnce();
        Sinks.Empty<Void> answered = Sinks.empty();
        Users slow = new SlowFor(users, new UserId("bob"), answered);
        TestPublisher<Decoded> socket = TestPublisher.create();
        handler(slow, 100).handle(ann, socket.flux()).subscribe();
        socket.next(send("bob", "1"), send("eve", "2"));
        assertThat(log.records).isEmpty();
        answered.tryEmitEmpty();
        assertThat(log.clientMsgIds()).containsExactly("1", "2");
    }

    @Test
    void givenKafkaThatIsSlow_whenAsManyAreInFlightAsMay_thenTheSocketIsNotReadUntilOneIsAcknowledged() {
        Flux<Decoded> inbound = Flux.range(1, 100)
                .map(i -> send("bob", "" + i))
                .limitRate(1)
                .doOnNext(frame -> log.read.incrementAndGet());
        handler(users, 1000).handle(ann, inbound).subscribe();
        assertThat(log.records).hasSize(IN_FLIGHT);
        long readAhead = log.read.get();
        assertThat(readAhead).isLessThanOrEqualTo(IN_FLIGHT + 6);
        log.acknowledge(0);
        assertThat(log.records).hasSize(IN_FLIGHT + 1);
        assertThat(log.read.get()).isGreaterThanOrEqualTo(readAhead);
        assertThat(frames()).hasSize(1);
        log.acknowledgeAtOnce();
        assertThat(log.clientMsgIds())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 100).mapToObj(i -> "" + i).toList());
        assertThat(frames()).hasSize(100);
    }

    @Test
    void givenClientThatDoesNotRead_whenItSends_thenNothingIsServedUntilItDrains() {
        log.acknowledgeAtOnce();
        Session slow = sessions.greeted("ann", "web", 0);
        IntStream.range(0, 10).forEach(i -> slow.reply(new Frame.Pong("", 0)));
        handler(users, 100).handle(slow, Flux.just(send("bob", "1"))).subscribe();
        assertThat(log.records).isEmpty();
        TestSessions.written(slow);
        assertThat(log.clientMsgIds()).containsExactly("1");
    }

    @Test
    void givenSessionThatDrains_whenCommandsCome_thenWhatWasBegunIsAnsweredAndNoWorkIsBegun() {
        TestPublisher<Decoded> socket = TestPublisher.create();
        handler(users, 100).handle(ann, socket.flux()).subscribe();
        socket.next(send("bob", "1"), send("bob", "2"));
        StepVerifier.create(ann.drain())
                .expectSubscription()
                .then(() -> socket.next(send("bob", "3"), decoded("{\"op\":\"ping\"}")))
                .then(() -> assertThat(frames())
                        .extracting(frame -> frame.path("op").asString())
                        .containsExactly("error", "pong"))
                .then(() -> assertThat(ann.inFlight().count()).isEqualTo(2))
                .then(log::acknowledgeAtOnce)
                .expectComplete()
                .verify(PATIENCE);
        assertThat(log.clientMsgIds()).containsExactly("1", "2");
        assertThat(frames().get(0).path("code").asString()).isEqualTo("unavailable");
        assertThat(frames().get(0).path("temporary").asBoolean()).isTrue();
        assertThat(frames())
                .extracting(frame -> frame.path("op").asString())
                .containsExactly("error", "pong", "accepted", "accepted");
    }

    @Test
    void givenEveryKindOfBadSend_whenChecked_thenRefusedByNameAndNothingIsInTheLog() {
        log.acknowledgeAtOnce();
        group("g", "bob", "eve");
        run(
                send("nobody", "1"),
                send("ann", "2"),
                decoded("{\"op\":\"send\",\"ref\":\"3\",\"to\":{\"group\":\"none\"},\"clientMsgId\":\"c\","
                        + "\"type\":\"text\",\"body\":1}"),
                decoded("{\"op\":\"send\",\"ref\":\"4\",\"to\":{\"group\":\"g\"},\"clientMsgId\":\"c\","
                        + "\"type\":\"text\",\"body\":1}"),
                decoded("{\"op\":\"nope\",\"ref\":\"5\"}"),
                decoded("no json"));
        assertThat(log.records).isEmpty();
        assertThat(frames())
                .extracting(
                        frame -> frame.path("ref").asString(""),
                        frame -> frame.path("code").asString(),
                        frame -> frame.path("field").asString(""))
                .containsExactly(
                        tuple("1", "unknown_user", "to.user"),
                        tuple("2", "bad_argument", "to.user"),
                        tuple("3", "unknown_group", "to.group"),
                        tuple("4", "not_a_member", "to.group"),
                        tuple("5", "unknown_op", "op"),
                        tuple("", "malformed", ""));
        assertThat(frames()).noneMatch(frame -> frame.path("temporary").asBoolean());
    }

    /** received = answered ok + refused, each once. */
    @Test
    void givenFramesOfEveryKind_whenAnswered_thenTheCountsBalance() {
        log.acknowledgeAtOnce();
        run(
                send("bob", "1"),
                send("bob", "1"), // again: another record of the same message
                send("nobody", "2"),
                send("ann", "3"),
                decoded("{\"op\":\"nope\",\"ref\":\"5\"}"),
                decoded("no json"),
                decoded("{\"op\":\"ack\",\"upTo\":0}"),
                decoded("{\"op\":\"sync\",\"ref\":\"6\",\"after\":0,\"limit\":10}"),
                ping());
        assertThat(counted("send", "ok")).isEqualTo(2);
        assertThat(counted("send", "unknown_user")).isEqualTo(1);
        assertThat(counted("send", "bad_argument")).isEqualTo(1);
        assertThat(counted("send", "unavailable")).isZero();
        assertThat(counted("unknown", "unknown_op")).isEqualTo(1);
        assertThat(counted("unknown", "malformed")).isEqualTo(1);
        assertThat(counted("ack", "ok")).isEqualTo(1);
        assertThat(counted("sync", "ok")).isEqualTo(1);
        assertThat(counted("ping", "ok")).isEqualTo(1);
        assertThat(registry.get("im.access.commands").counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo(9);
        assertThat(registry.get("im.access.accept").timer().count())
                .as("those that Kafka has")
                .isEqualTo(log.records.size())
                .isEqualTo(2);
    }

    @Test
    void givenGroup_whenMemberSends_thenAccepted() {
        log.acknowledgeAtOnce();
        group("g", "bob", "ann");
        run(decoded("{\"op\":\"send\",\"ref\":\"1\",\"to\":{\"group\":\"g\"},\"clientMsgId\":\"c\","
                + "\"type\":\"text\",\"body\":1}"));
        assertThat(log.records).extracting(Outgoing::key).containsExactly("g:g");
    }

    @Test
    void givenTooManySends_whenOverTheRate_thenRefusedWithTheTimeToWaitAndOthersAreServed() {
        log.acknowledgeAtOnce();
        CommandHandler handler = handler(users, 2);
        StepVerifier.create(handler.handle(ann, Flux.just(send("bob", "1"), send("bob", "2"), send("bob", "3"))))
                .expectComplete()
                .verify(PATIENCE);
        JsonNode refused = frames().get(2);
        assertThat(refused.path("code").asString()).isEqualTo("rate_limited");
        assertThat(refused.path("temporary").asBoolean()).isTrue();
        assertThat(refused.path("retryAfterMs").asLong()).isPositive();
        Session eve = sessions.greeted("eve", "phone", 0);
        StepVerifier.create(handler.handle(eve, Flux.just(send("bob", "1"))))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(log.records).hasSize(3);
    }

    @Test
    void givenTooManyFrames_whenOverTheRate_thenRefusedWhateverTheySay() {
        Decoded[] pings = Stream.generate(this::ping).limit(1000).toArray(Decoded[]::new);
        run(pings);
        assertThat(frames()).extracting(frame -> frame.path("op").asString()).containsOnly("pong");
        CommandHandler handler = handler(users, 100);
        StepVerifier.create(handler.handle(ann, Flux.just(pings).concatWithValues(ping(), decoded("no json"))))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(frames().subList(2000, 2002))
                .allMatch(frame -> frame.path("code").asString().equals("rate_limited"))
                .allMatch(frame -> frame.path("retryAfterMs").asLong() > 0);
    }

    @Test
    void givenKafkaThatIsAway_whenTheTimeIsUp_thenUnavailableAndTemporary() {
        StepVerifier.withVirtualTime(() -> handler(users, 100).handle(ann, Flux.just(send("bob", "1"), ping())))
                .thenAwait(Duration.ofSeconds(15))
                .expectComplete()
                .verify(PATIENCE);
        JsonNode refused = frames().get(1);
        assertThat(frames().get(0).path("op").asString()).isEqualTo("pong");
        assertThat(refused.path("code").asString()).isEqualTo("unavailable");
        assertThat(refused.path("message").asString()).contains("same clientMsgId");
        assertThat(refused.path("temporary").asBoolean()).isTrue();
        assertThat(refused.path("retryAfterMs").asLong()).isBetween(1000L, 2000L);
        assertThat(counted("send", "unavailable")).isEqualTo(1);
        assertThat(counted("ping", "ok")).isEqualTo(1);
    }

    @Test
    void givenAGroup_whenOneSendsToIt_thenAMessageCostsItsMembersAndDirectOnesGoOn() {
        log.acknowledgeAtOnce();
        groups.create(new NewGroup(
                        Optional.of(new GroupId("large")),
                        GroupProfile.named("large"),
                        new UserId("ann"),
                        List.of(),
                        IntStream.range(0, 39)
                                .mapToObj(i -> new UserId("u" + i))
                                .toList(),
                        new UserId("ann")))
                .block(PATIENCE);
        CommandHandler handler = handler(users, "user.deliveries-per-second=10", "user.delivery-burst=100");
        StepVerifier.create(handler.handle(ann, Flux.just(toLarge("1"), toLarge("2"), toLarge("3"), send("bob", "4"))))
                .expectComplete()
                .verify(PATIENCE);

        assertThat(log.clientMsgIds()).containsExactly("1", "2", "4");
        JsonNode refused = frames().get(2);
        assertThat(refused.path("code").asString()).isEqualTo("rate_limited");
        assertThat(refused.path("message").asString()).contains("deliveries of this user's messages");
        assertThat(refused.path("retryAfterMs").asLong()).isBetween(2000L, 2001L);
    }

    private Decoded toLarge(String id) {
        return decoded("{\"op\":\"send\",\"ref\":\"" + id + "\",\"to\":{\"group\":\"large\"},\"clientMsgId\":\"" + id
                + "\",\"type\":\"text\",\"body\":{}}");
    }

    @Test
    void givenDirectoryThatIsAway_whenChecked_thenUnavailableAndTheSessionGoesOn() {
        log.acknowledgeAtOnce();
        Users away = new SlowFor(users, new UserId("bob"), Sinks.empty());
        StepVerifier.withVirtualTime(() ->
                        handler(away, 100).handle(ann, Flux.just(send("bob", "1"), send("eve", "2"))))
                .thenAwait(Duration.ofSeconds(5))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(frames().get(0).path("code").asString()).isEqualTo("unavailable");
        assertThat(frames().get(0).path("message").asString()).contains("nothing was accepted");
        assertThat(frames().get(1).path("op").asString()).isEqualTo("accepted");
    }

    @Test
    void givenEveryCommand_whenLookedUp_thenItHasOneEntryAndTheDialectReadsItsOp() {
        Collection<CommandRegistry.Entry<?>> entries =
                commands(users, TestLimits.rates()).entries();
        assertThat(entries).extracting(entry -> (Object) entry.type()).containsExactlyInAnyOrder((Object[])
                Command.class.getPermittedSubclasses());
        assertThat(entries).extracting(CommandRegistry.Entry::op).doesNotHaveDuplicates();
        assertThat(entries).allSatisfy(entry -> {
            Decoded decoded = decoded("{\"op\":\"" + entry.op() + "\"}");
            if (decoded instanceof Decoded.Understood understood) {
                assertThat(understood.command()).isInstanceOf(entry.type());
            } else {
                assertThat(((Decoded.NotUnderstood) decoded).answer().code())
                        .as("known, though fields are missing: %s", entry.op())
                        .isEqualTo(ErrorCode.BAD_ARGUMENT);
            }
        });
    }

    private void run(Decoded... commands) {
        StepVerifier.create(handler(users, 100).handle(ann, Flux.just(commands)))
                .expectComplete()
                .verify(PATIENCE);
    }

    private CommandHandler handler(Users directory, int sendsPerSecond) {
        return handler(directory, "user.sends-per-second=" + sendsPerSecond, "user.send-burst=" + sendsPerSecond);
    }

    private CommandHandler handler(Users directory, String... limits) {
        RateLimits rates = TestLimits.rates(limits);
        CommandRegistry commands = commands(directory, rates);
        return new CommandHandler(commands, rates, LIMITS, new CommandMeters(registry, commands));
    }

    private CommandRegistry commands(Users directory, RateLimits rates) {
        InMemoryInbox inbox = new InMemoryInbox();
        SyncProperties sync =
                new SyncProperties(500, DataSize.ofMegabytes(1), 4, 4, Duration.ofSeconds(5), Duration.ofSeconds(1));
        SyncPages pages = new SyncPages(
                new SyncPages.Stores(
                        inbox,
                        new InMemoryTimeline(),
                        new InMemoryHistory(Clock.systemUTC()),
                        new InMemoryVisibleHeads(inbox)),
                sync,
                entry -> {});
        Acks acks = new Acks(new InMemoryWatermarks(), sync, Schedulers.parallel());
        AcceptedLog accepted = new AcceptedLog(log, PARTITIONS, Tracing.OFF, new AcceptMeters(registry));
        return CommandRegistry.of(
                new Sends(directory, groups, accepted, SENDS),
                new SyncHandler(pages, acks, sync, Ticker.systemTicker()),
                rates);
    }

    private void group(String id, String owner, String member) {
        groups.create(new NewGroup(
                        Optional.of(new GroupId(id)),
                        GroupProfile.named(id),
                        new UserId(owner),
                        List.of(),
                        List.of(new UserId(member)),
                        new UserId(owner)))
                .block(PATIENCE);
    }

    private Decoded send(String to, String id) {
        return decoded("{\"op\":\"send\",\"ref\":\"" + id + "\",\"to\":{\"user\":\"" + to + "\"},\"clientMsgId\":\""
                + id + "\",\"type\":\"text\",\"body\":{}}");
    }

    private Decoded ping() {
        return decoded("{\"op\":\"ping\"}");
    }

    private Decoded decoded(String text) {
        return codec.text(StandardCharsets.UTF_8.encode(text), Extras.from(7, "phone"));
    }

    private List<JsonNode> frames() {
        return List.copyOf(written).stream().map(JsonMapper.shared()::readTree).toList();
    }

    private double counted(String op, String outcome) {
        return registry.counter("im.access.commands", "op", op, "outcome", outcome)
                .count();
    }

    /** Keeps what is appended; acknowledges when the test says so. */
    private static final class Log implements RecordSink {

        private final List<Outgoing<Envelope>> records = new ArrayList<>();
        private final List<Sinks.One<Long>> acknowledgements = new ArrayList<>();
        private final AtomicLong read = new AtomicLong();
        private boolean atOnce;

        @Override
        @SuppressWarnings("unchecked")
        public Mono<Long> append(Outgoing<?> record) {
            return Mono.defer(() -> {
                records.add((Outgoing<Envelope>) record);
                Sinks.One<Long> acknowledgement = Sinks.one();
                acknowledgements.add(acknowledgement);
                if (atOnce) {
                    acknowledge(records.size() - 1);
                }
                return acknowledgement.asMono();
            });
        }

        @Override
        public Mono<Void> appendAll(Collection<? extends Outgoing<?>> all) {
            return Flux.fromIterable(all).concatMap(this::append).then();
        }

        void acknowledge(int index) {
            acknowledgements.get(index).tryEmitValue(1000L + index);
        }

        void acknowledgeAtOnce() {
            atOnce = true;
            for (int i = 0; i < acknowledgements.size(); i++) {
                acknowledge(i);
            }
        }

        List<String> clientMsgIds() {
            return records.stream().map(record -> record.value().clientMsgId()).toList();
        }
    }

    /** Users of whom one is looked up slowly. */
    private record SlowFor(Users users, UserId slow, Sinks.Empty<Void> answered) implements Users {

        @Override
        public Mono<Set<UserId>> existing(Collection<UserId> ids) {
            return ids.contains(slow) ? answered.asMono().then(users.existing(ids)) : users.existing(ids);
        }

        @Override
        public Mono<Void> register(List<User> added) {
            return users.register(added);
        }

        @Override
        public Mono<List<User>> find(Collection<UserId> ids) {
            return users.find(ids);
        }

        @Override
        public Mono<User> update(UserId id, ProfileChange change) {
            return users.update(id, change);
        }

        @Override
        public Mono<List<User>> page(int offset, int limit) {
            return users.page(offset, limit);
        }

        @Override
        public Mono<Long> count() {
            return users.count();
        }
    }
}
