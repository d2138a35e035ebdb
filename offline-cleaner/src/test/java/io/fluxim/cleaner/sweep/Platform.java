package io.fluxim.cleaner.sweep;

import io.fluxim.cleaner.retention.LowestClock;
import io.fluxim.cleaner.retention.Shelves;
import io.fluxim.history.History;
import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.retention.InMemoryRetention;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.UserId;
import io.fluxim.route.InMemoryLeases;
import io.fluxim.route.KeptLease;
import io.fluxim.route.Leases;
import io.fluxim.testkit.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Messages in inboxes, conversations and history, and sweeps over them. */
final class Platform {

    static final Duration SOON = Duration.ofSeconds(20);
    static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    static final Duration AGE = Duration.ofDays(15);
    /** Just old enough, and just not. */
    static final long OLD = NOW.minus(AGE).toEpochMilli() - 1;

    static final long YOUNG = NOW.minus(AGE).toEpochMilli();

    final Timeline timeline;
    final Inbox inbox;
    final Retention retention;
    final History history;
    Leases leases = new InMemoryLeases(Clock.systemUTC());
    List<Mono<Instant>> clocks = List.of(Mono.just(NOW));
    SweepLimits limits = new SweepLimits(AGE, 3, 1000, Duration.ZERO, 0, 2);
    private final Map<Conversation, Long> seqs = new HashMap<>();

    /** On in-memory twins. */
    Platform() {
        this(new InMemoryTimeline(), new InMemoryInbox());
    }

    private Platform(InMemoryTimeline timeline, InMemoryInbox inbox) {
        this(
                timeline,
                inbox,
                new InMemoryRetention(timeline, inbox),
                new InMemoryHistory(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    Platform(Timeline timeline, Inbox inbox, Retention retention, History history) {
        this.timeline = timeline;
        this.inbox = inbox;
        this.retention = retention;
        this.history = history;
    }

    /** This number of messages of this time, in the inboxes of these users and in history. */
    void messages(Conversation conversation, int count, long at, String... users) {
        IntStream.range(0, count).forEach(i -> {
            Message message = unarchived(conversation, at, users);
            get(history.append(List.of(message)));
        });
    }

    /** One message that history does not have. */
    Message unarchived(Conversation conversation, long at, String... users) {
        long seq = seqs.merge(conversation, 1L, Long::sum);
        Message message = Messages.message(
                Messages.envelope("sender", conversation, Messages.freshClientMsgId(), "hello"), seq, at);
        timeline.append(List.of(new Timeline.Stored(message, new Origin(0, seq, at))))
                .block(SOON);
        Arrays.stream(users).map(UserId::new).forEach(user -> deliver(user, message));
        return message;
    }

    /** One message that history refused, since it has another one at its place: what a wiped MongoDB beside an old archive does. */
    Message refused(Conversation conversation, long at, String... users) {
        Message message = unarchived(conversation, at, users);
        Message first = Messages.message(
                Messages.envelope("sender", conversation, Messages.freshClientMsgId(), "first"),
                message.seq().value(),
                at);
        get(history.append(List.of(first)));
        return message;
    }

    private void deliver(UserId user, Message message) {
        long head = Objects.requireNonNull(get(inbox.heads(List.of(user))).get(user));
        Reference reference = new Reference(user, message.conversation(), message.seq());
        inbox.append(List.of(new InboxEntry(new Position(head + 1), reference, message.id(), message.at())))
                .block(SOON);
    }

    /** The positions that are there. */
    List<Long> positions(String user) {
        return get(inbox.after(new UserId(user), 0, 1000)).stream()
                .map(entry -> entry.position().value())
                .toList();
    }

    /** The seqs whose bodies are there. */
    List<Long> seqs(Conversation conversation) {
        return get(retention.bodies(conversation, 0, 1000)).items().stream()
                .map(body -> body.seq().value())
                .toList();
    }

    long floor(String user) {
        return get(inbox.floor(new UserId(user)));
    }

    Progress run(Mode mode) {
        return get(sweep(retention).run(mode, () -> false).last());
    }

    Sweep sweep(Retention over) {
        return sweep(over, Schedulers.parallel());
    }

    Sweep sweep(Retention over, Scheduler scheduler) {
        Shelves shelves = new Shelves(inbox, over, limits.patience());
        KeptLease lease = new KeptLease(leases, "cleaner", "me", Duration.ofMinutes(1), scheduler);
        return new Sweep(new Sweep.Stores(shelves, history, new LowestClock(clocks)), lease, limits, scheduler);
    }

    static <T> T get(Mono<T> answer) {
        return Objects.requireNonNull(answer.block(SOON));
    }
}
