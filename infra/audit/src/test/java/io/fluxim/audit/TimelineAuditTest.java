package io.fluxim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxim.history.InMemoryHistory;
import io.fluxim.inbox.heads.InMemoryHeads;
import io.fluxim.inbox.heads.InMemoryVisibleHeads;
import io.fluxim.inbox.inbox.InMemoryInbox;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Mark;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.members.InMemoryMembers;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.retention.InMemoryRetention;
import io.fluxim.inbox.timeline.InMemoryTimeline;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import io.fluxim.protocol.topic.PartitionCounts;
import io.fluxim.testkit.Messages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What the audit of a large group costs: a question is one conversation of one inbox, a query each. */
class TimelineAuditTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PAGE = 200;
    private static final int MESSAGES = 2 * PAGE;
    private static final Conversation.Group TEAM = (Conversation.Group) Messages.group("team");

    private final InMemoryTimeline timeline = new InMemoryTimeline();
    private final InMemoryMembers members = new InMemoryMembers();
    private final InMemoryHistory history = new InMemoryHistory(Clock.systemUTC());
    private final Counting inbox = new Counting();

    @Test
    void givenALargeGroup_whenAudited_thenEachMemberIsAskedOnceAStretch() {
        List<UserId> users =
                IntStream.range(0, 300).mapToObj(i -> new UserId("u" + i)).toList();
        fill(users);

        Look.Seen seen = audited();

        assertThat(seen.mismatches()).isEmpty();
        assertThat(seen.items()).isEqualTo(MESSAGES);
        assertThat(inbox.questions.get()).isBetween(600L, 700L); // some are cut in two by the size of a query
    }

    @Test
    void givenMoreEntriesThanAreSortedAtOnce_whenAudited_thenNoneIsForgotten() {
        List<UserId> users =
                IntStream.range(0, 700).mapToObj(i -> new UserId("u" + i)).toList();
        fill(users.subList(0, 699));
        members.store(List.of(new Members.Change(TEAM, 1, users.subList(699, 700), List.of())))
                .block(SOON);

        Look.Seen seen = audited();

        assertThat(seen.mismatches())
                .hasSize(Auditor.MOST_OF_A_SUBJECT)
                .allMatch(mismatch -> mismatch.kind() == Kind.ENTRY_MISSING
                        && mismatch.where().startsWith("u699 "));
    }

    private Look.Seen audited() {
        Stores stores = new Stores(
                new Stores.Mongo(timeline, inbox, members, new InMemoryRetention(timeline, inbox.entries)),
                history,
                new Stores.Redis(new InMemoryHeads(), new InMemoryVisibleHeads(inbox.entries)));
        Limits limits = new Limits(Duration.ZERO, Duration.ZERO, PAGE, 4, Duration.ofDays(14));
        Clock clock = Clock.fixed(Instant.ofEpochMilli(Messages.AT + MESSAGES), ZoneOffset.UTC);
        Cut cut = new Cut(Map.of(0, Long.MAX_VALUE), Set.of(0), Set.of(0), new PartitionCounts(1, 1, 1));
        return Objects.requireNonNull(
                new TimelineAudit(stores, limits, clock).look(TEAM, cut).block(SOON));
    }

    private void fill(List<UserId> users) {
        members.store(List.of(new Members.Change(TEAM, 1, users, List.of()))).block(SOON);
        List<Message> messages = IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(seq -> Messages.message(Messages.groupEnvelope("u0", "team", "x"), seq, Messages.AT + seq))
                .toList();
        timeline.append(messages.stream()
                        .map(message -> new Timeline.Stored(
                                message, new Origin(0, message.seq().value(), message.at())))
                        .toList())
                .block(SOON);
        history.append(messages).block(SOON);
        for (UserId user : users) {
            List<InboxEntry> entries = new ArrayList<>();
            messages.forEach(message -> entries.add(new InboxEntry(
                    new Position(message.seq().value()),
                    new Reference(user, TEAM, new Seq(message.seq().value())),
                    message.id(),
                    message.at())));
            inbox.append(entries).block(SOON);
        }
    }

    /** Counts the queries that {@code present} takes. */
    private static final class Counting implements Inbox {

        private final InMemoryInbox entries = new InMemoryInbox();
        private final AtomicLong questions = new AtomicLong();

        @Override
        public Mono<Set<Reference>> present(Collection<Reference> references) {
            questions.addAndGet(references.stream()
                    .map(Reference::mark)
                    .collect(Collectors.toSet())
                    .size());
            return entries.present(references);
        }

        @Override
        public Mono<Map<UserId, Long>> heads(Collection<UserId> users) {
            return entries.heads(users);
        }

        @Override
        public Mono<Map<Mark.Key, Long>> marks(Collection<Mark.Key> keys) {
            return entries.marks(keys);
        }

        @Override
        public Mono<Void> append(List<InboxEntry> batch) {
            return entries.append(batch);
        }

        @Override
        public Mono<List<InboxEntry>> after(UserId user, long after, int limit) {
            return entries.after(user, after, limit);
        }

        @Override
        public Mono<Long> floor(UserId user) {
            return entries.floor(user);
        }
    }
}
