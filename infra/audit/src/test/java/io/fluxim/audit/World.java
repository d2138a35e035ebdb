package io.fluxim.audit;

import io.fluxim.history.History;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.timeline.Origin;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.UserId;
import io.fluxim.testkit.Messages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * A group and a direct conversation with their inboxes, all of it right until a test changes something before
 * {@link #write}. Ann and bob are in the group from 1 on, cat from 2 to 4.
 */
final class World {

    static final int PARTITIONS = 4;
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name = "w" + NEXT.incrementAndGet();
    final UserId ann = new UserId(name + "-ann");
    final UserId bob = new UserId(name + "-bob");
    final UserId cat = new UserId(name + "-cat");
    final Conversation.Group group = (Conversation.Group) Messages.group(name);
    final Conversation direct = Conversation.direct(ann, bob);

    final List<Timeline.Stored> stored = new ArrayList<>();
    final List<Message> rows = new ArrayList<>();
    final List<Delivered> delivered = new ArrayList<>();
    /** Positions that are left out. */
    final Map<UserId, Set<Long>> skipped = new HashMap<>();
    /** What Redis says, where it does not say what is true. */
    final Map<String, Long> seqHeads = new HashMap<>();

    final Map<UserId, Long> positionHeads = new HashMap<>();
    final Map<UserId, Long> visibleHeads = new HashMap<>();

    /** An entry before it has its position. */
    record Delivered(UserId user, Conversation conversation, long seq, MessageId message, long at) {}

    World() {
        for (long seq = 1; seq <= 3; seq++) {
            add(message(direct, seq), List.of(ann, bob));
        }
        for (long seq = 1; seq <= 5; seq++) {
            add(message(group, seq), seq >= 2 && seq <= 4 ? List.of(ann, bob, cat) : List.of(ann, bob));
        }
    }

    Message message(Conversation conversation, long seq) {
        return Messages.message(
                Messages.envelope(ann.value(), conversation, name + conversation.key() + seq, "text " + seq),
                seq,
                Messages.AT + seq);
    }

    static Delivered entry(UserId user, Message message) {
        return new Delivered(user, message.conversation(), message.seq().value(), message.id(), message.at());
    }

    /** The same row with another content. */
    static Message altered(Message row) {
        return Messages.message(
                Envelope.of(
                        row.envelope().sender(),
                        row.conversation(),
                        row.envelope().clientMsgId(),
                        Messages.text("altered"),
                        row.envelope().extras()),
                row.seq().value(),
                row.at());
    }

    static Timeline.Stored at(Message message, long offset) {
        int partition = Partitions.of(message.conversation().key(), PARTITIONS);
        return new Timeline.Stored(message, new Origin(partition, offset, message.at()));
    }

    private void add(Message message, List<UserId> receivers) {
        stored.add(at(message, message.seq().value()));
        rows.add(message);
        receivers.forEach(user -> delivered.add(entry(user, message)));
    }

    boolean isGroups(Message message, long seq) {
        return message.conversation().equals(group) && message.seq().value() == seq;
    }

    boolean isGroups(Delivered entry, UserId user, long seq) {
        return entry.user().equals(user) && entry.conversation().equals(group) && entry.seq() == seq;
    }

    Scope scope() {
        return new Scope.Named(List.of(group, direct), List.of(ann, bob, cat));
    }

    /** Writes it into the stores. */
    void write(Stores stores) {
        done(stores.mongo().timeline().append(stored));
        done(stores.mongo()
                .members()
                .store(List.of(
                        new Members.Change(group, 1, List.of(ann, bob), List.of()),
                        new Members.Change(group, 2, List.of(cat), List.of()),
                        new Members.Change(group, 4, List.of(), List.of(cat)))));
        archive(stores.history());
        Map<UserId, Long> positions = deliver(stores);
        heads(stores, positions);
    }

    private void archive(History history) {
        history.append(rows).block(SOON);
    }

    private Map<UserId, Long> deliver(Stores stores) {
        Map<UserId, Long> positions = new HashMap<>();
        List<InboxEntry> entries = new ArrayList<>();
        for (Delivered one : delivered) {
            long position = positions.merge(one.user(), 1L, Long::sum);
            while (skipped.getOrDefault(one.user(), new HashSet<>()).contains(position)) {
                position = positions.merge(one.user(), 1L, Long::sum);
            }
            entries.add(new InboxEntry(
                    new Position(position),
                    new Reference(one.user(), one.conversation(), new Seq(one.seq())),
                    one.message(),
                    one.at()));
        }
        done(stores.mongo().inbox().append(entries));
        return positions;
    }

    private void heads(Stores stores, Map<UserId, Long> positions) {
        for (Conversation conversation : List.of(group, direct)) {
            long head = stored.stream()
                    .filter(one -> one.message().conversation().equals(conversation))
                    .mapToLong(one -> one.message().seq().value())
                    .max()
                    .orElse(0);
            String key = conversation.key();
            done(stores.redis()
                    .heads()
                    .restore(Map.of(
                            new Heads.Head(Heads.Kind.SEQ, Partitions.of(key, PARTITIONS), key),
                            seqHeads.getOrDefault(key, head))));
        }
        positions.forEach((user, head) -> {
            int partition = Partitions.of(user.value(), PARTITIONS);
            done(stores.redis()
                    .heads()
                    .restore(Map.of(
                            new Heads.Head(Heads.Kind.POSITION, partition, user.value()),
                            positionHeads.getOrDefault(user, head))));
            done(stores.redis().visible().raise(Map.of(user, visibleHeads.getOrDefault(user, head))));
        });
    }

    static void done(Mono<Void> effect) {
        effect.block(SOON);
    }
}
