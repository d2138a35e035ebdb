package io.fluxim.testkit.check;

import io.fluxim.protocol.Content;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.GroupId;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A run of a platform that keeps its promise, as lists that a test may then spoil. */
final class GeneratedRun {

    static final long FIRST_AT = 1_700_000_000_000L;
    private static final int FRAME = 7;

    final List<Attempt> attempts = new ArrayList<>();
    final Map<UserId, List<StoredEntry>> inboxes = new LinkedHashMap<>();
    final Map<UserId, Long> floors = new HashMap<>();
    final List<HistoryRow> history = new ArrayList<>();
    final Membership membership = new Membership();
    /** Frames of each user's device: {@code after} of an answer, or -1 for a push. */
    final Map<UserId, List<Frame>> devices = new LinkedHashMap<>();

    private final Random random = new Random(7);
    private final List<UserId> users;
    private final Map<Conversation, Long> seqs = new HashMap<>();
    private final Map<Conversation.Group, Set<UserId>> members = new LinkedHashMap<>();
    private final Map<MessageId, String> hashes = new HashMap<>();
    private long clock = FIRST_AT;

    record Frame(long after, List<SeenEntry> entries) {}

    GeneratedRun(int userCount, int groupCount, int groupSize, int messages) {
        users = IntStream.range(0, userCount)
                .mapToObj(i -> new UserId("user" + i))
                .toList();
        users.forEach(user -> inboxes.put(user, new ArrayList<>()));
        for (int i = 0; i < groupCount; i++) {
            create(Conversation.group(new GroupId("group" + i)), groupSize);
        }
        for (int i = 0; i < messages; i++) {
            message(i);
        }
        users.forEach(user -> devices.put(user, frames(user)));
    }

    /** The report on what is in the lists now. */
    Report check() {
        return check(new PromiseCheck(membership));
    }

    Report check(PromiseCheck check) {
        attempts.forEach(check::sent);
        inboxes.forEach((user, entries) -> check.stored(user, floors.getOrDefault(user, 0L), entries));
        check.archived(history);
        devices.forEach((user, frames) -> tell(check.device(user, "phone"), frames, head(user)));
        return check.report();
    }

    UserId user(int i) {
        return users.get(i);
    }

    long head(UserId user) {
        return inboxes.get(user).size();
    }

    SeenEntry seen(StoredEntry entry) {
        return new SeenEntry(
                entry.position(),
                entry.conversation(),
                entry.seq(),
                entry.message(),
                hashes.get(entry.message()),
                entry.at());
    }

    /** The devices of these lists see what their inboxes hold now, in answers to syncs. */
    void seeAgain(UserId user) {
        devices.put(user, frames(user));
    }

    /** Who is in a group now joins or leaves it with an event. */
    void change(int group) {
        Conversation.Group conversation = members.keySet().stream().toList().get(group);
        Set<UserId> in = members.get(conversation);
        UserId who = users.get(random.nextInt(users.size()));
        boolean leaves = in.contains(who) && in.size() > 2;
        String name = "change-" + (seqs.get(conversation) + 1);
        MessageId event = MessageId.of(users.get(0), conversation, name);
        in.add(who);
        append(conversation, event, new Content(MessageType.MEMBER_INVITED, "{}").hash(), in);
        sent(
                "http",
                users.get(0),
                conversation,
                name,
                Attempt.ANY_CONTENT,
                new Outcome.Accepted(event, Outcome.NO_TIME));
        if (leaves) {
            membership.left(conversation, event, List.of(who));
            in.remove(who);
        } else {
            membership.joined(conversation, event, List.of(who));
        }
    }

    private void create(Conversation.Group group, int size) {
        Set<UserId> first = new TreeSet<>((a, b) -> a.value().compareTo(b.value()));
        while (first.size() < size) {
            first.add(users.get(random.nextInt(users.size())));
        }
        members.put(group, first);
        MessageId event = MessageId.of(users.get(0), group, "change-1");
        membership.joined(group, event, List.copyOf(first));
        append(group, event, new Content(MessageType.GROUP_CREATED, "{}").hash(), first);
        sent(
                "http",
                users.get(0),
                group,
                "change-1",
                Attempt.ANY_CONTENT,
                new Outcome.Accepted(event, Outcome.NO_TIME));
    }

    private void message(int i) {
        UserId sender = users.get(random.nextInt(users.size()));
        String connection = "connection of " + sender;
        String name = "m" + i;
        String hash = new Content(MessageType.TEXT, "\"" + name + "\"").hash();
        List<Conversation.Group> own = members.keySet().stream()
                .filter(group -> members.get(group).contains(sender))
                .toList();
        Conversation conversation = own.isEmpty() || random.nextBoolean()
                ? Conversation.direct(sender, users.get((users.indexOf(sender) + 1) % users.size()))
                : own.get(random.nextInt(own.size()));
        MessageId id = MessageId.of(sender, conversation, name);
        switch (i % 10) {
            case 3 -> sent(connection, sender, conversation, name, hash, new Outcome.Refused(ErrorCode.RATE_LIMITED));
            case 4 -> sent(connection, sender, conversation, name, hash, new Outcome.Rejected(ErrorCode.NOT_A_MEMBER));
            case 5 -> sent(connection, sender, conversation, name, hash, new Outcome.Unknown());
            case 6 -> {
                deliver(conversation, id, hash);
                sent(connection, sender, conversation, name, hash, new Outcome.Unknown());
            }
            case 7 -> {
                long at = deliver(conversation, id, hash);
                sent(connection, sender, conversation, name, hash, new Outcome.Accepted(id, at));
                sent("another of " + sender, sender, conversation, name, hash, new Outcome.Accepted(id, at + 5000));
            }
            default -> {
                long at = deliver(conversation, id, hash);
                sent(connection, sender, conversation, name, hash, new Outcome.Accepted(id, at));
            }
        }
        if (i % 50 == 49 && !members.isEmpty()) {
            change(random.nextInt(members.size()));
        }
    }

    private long deliver(Conversation conversation, MessageId id, String hash) {
        Set<UserId> due = conversation instanceof Conversation.Direct direct
                ? Set.copyOf(direct.users())
                : members.get((Conversation.Group) conversation);
        return append(conversation, id, hash, due);
    }

    private long append(Conversation conversation, MessageId id, String hash, Set<UserId> due) {
        long seq = seqs.merge(conversation, 1L, Long::sum);
        long at = clock++;
        hashes.put(id, hash);
        history.add(new HistoryRow(conversation, seq, id, hash, at));
        due.forEach(user -> inboxes.get(user).add(new StoredEntry(head(user) + 1, conversation, seq, id, at)));
        return at;
    }

    private void sent(
            String connection, UserId sender, Conversation conversation, String name, String hash, Outcome outcome) {
        attempts.add(new Attempt(connection, sender, conversation, name, hash, outcome));
    }

    /** Pushes, of which every third is lost and read again by a sync, and now and then one twice. */
    private List<Frame> frames(UserId user) {
        List<SeenEntry> all = inboxes.get(user).stream().map(this::seen).toList();
        List<Frame> frames = new ArrayList<>();
        long upTo = 0;
        for (int from = 0; from < all.size(); from += FRAME) {
            List<SeenEntry> frame = all.subList(from, Math.min(all.size(), from + FRAME));
            switch (from / FRAME % 3) {
                case 0 -> frames.add(new Frame(-1, frame));
                case 1 -> frames.addAll(List.of(new Frame(-1, frame), new Frame(-1, frame)));
                default -> {
                    frames.add(new Frame(-1, frame.subList(frame.size() - 1, frame.size())));
                    frames.add(new Frame(upTo, frame));
                }
            }
            upTo = frame.get(frame.size() - 1).position();
        }
        return frames;
    }

    private static void tell(Device device, List<Frame> frames, long head) {
        for (Frame frame : frames) {
            if (frame.after() < 0) {
                device.pushed(frame.entries());
            } else {
                device.read(frame.after(), frame.entries());
            }
        }
        device.holds(0, head);
    }
}
