package io.fluxim.testkit.check;

import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that was told to a check, as small numbers; filled by {@link PromiseCheck}, read by the rules. */
final class Run {

    private final Index<MessageId> messages = new Index<>();
    private final Index<Conversation> conversations = new Index<>();
    private final Index<String> contents = new Index<>();
    private final Map<Integer, List<Attempt>> attempts = new LinkedHashMap<>();
    private final Map<String, List<Attempt>> connections = new LinkedHashMap<>();
    private final Map<UserId, Stored> inboxes = new LinkedHashMap<>();
    private final Map<Integer, Long> floors = new HashMap<>();
    private final Entries history = new Entries();
    private final List<Device> devices = new ArrayList<>();

    /** An inbox as stored. */
    record Stored(long floor, Entries entries) {}

    void sent(Attempt attempt) {
        attempts.computeIfAbsent(messages.of(attempt.id()), key -> new ArrayList<>())
                .add(attempt);
        connections
                .computeIfAbsent(attempt.connection(), key -> new ArrayList<>())
                .add(attempt);
    }

    void floor(Conversation conversation, long seq) {
        floors.merge(conversations.of(conversation), seq, Math::max);
    }

    void stored(UserId user, long floor, Iterable<StoredEntry> page) {
        Stored before = inboxes.getOrDefault(user, new Stored(0, new Entries()));
        Stored now = new Stored(Math.max(floor, before.floor()), before.entries());
        page.forEach(entry -> now.entries()
                .add(new Entries.One(
                        entry.position(),
                        conversations.of(entry.conversation()),
                        entry.seq(),
                        messages.of(entry.message()),
                        Entries.NO_CONTENT,
                        entry.at())));
        inboxes.put(user, now);
    }

    void archived(HistoryRow row) {
        history.add(new Entries.One(
                0,
                conversations.of(row.conversation()),
                row.seq(),
                messages.of(row.message()),
                contents.of(row.contentHash()),
                row.at()));
    }

    Device device(UserId user, String name) {
        Device device = new Device(user, name, this::number);
        devices.add(device);
        return device;
    }

    private Entries.One number(SeenEntry entry) {
        return new Entries.One(
                entry.position(),
                conversations.of(entry.conversation()),
                entry.seq(),
                messages.of(entry.message()),
                contents.of(entry.contentHash()),
                entry.at());
    }

    Index<MessageId> messages() {
        return messages;
    }

    Conversation conversation(int number) {
        return conversations.at(number);
    }

    int conversationCount() {
        return conversations.size();
    }

    String content(int number) {
        return contents.at(number);
    }

    /** The attempts to send this message; empty if nobody sent it. */
    List<Attempt> attempts(int message) {
        return attempts.getOrDefault(message, List.of());
    }

    /** The attempts of each connection in the order of sending. */
    Iterable<List<Attempt>> connections() {
        return connections.values();
    }

    Map<UserId, Stored> inboxes() {
        return inboxes;
    }

    Optional<Stored> inbox(UserId user) {
        return Optional.ofNullable(inboxes.get(user));
    }

    Entries history() {
        return history;
    }

    List<Device> devices() {
        return devices;
    }

    /** What lies at or below belongs to an earlier run. */
    long floor(int conversation) {
        return floors.getOrDefault(conversation, 0L);
    }
}
