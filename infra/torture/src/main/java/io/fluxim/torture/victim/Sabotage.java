package io.fluxim.torture.victim;

import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.kafka.sink.Outgoing;
import io.fluxim.kafka.source.Batch;
import io.fluxim.kafka.source.Received;
import io.fluxim.protocol.Content;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.MessageType;
import io.fluxim.protocol.Position;
import io.fluxim.protocol.Seq;
import io.fluxim.protocol.topic.Push;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Does what a {@link Break} says, at every so manieth occasion. */
final class Sabotage {

    /** Rare enough that the platform goes on, often enough for a run of seconds. */
    private static final int EVERY = 20;
    /** Beyond all seqs of a run. */
    private static final long FAR = 1_000_000;

    private static final String ACCEPTED = "commit-accepted";

    private final Break defect;
    private final AtomicLong occasions = new AtomicLong();

    Sabotage(Break defect) {
        this.defect = defect;
    }

    private boolean now() {
        return occasions.incrementAndGet() % EVERY == 0;
    }

    /** What a port is called with instead. */
    Object[] arguments(Optional<Effect> effect, Method method, Object[] arguments) {
        if (effect.isEmpty() || !effect.get().divisible() || ((Collection<?>) arguments[0]).isEmpty()) {
            return arguments;
        }
        return switch (effect.get()) {
            case INBOX_APPEND -> new Object[] {inbox(entries(arguments))};
            case HISTORY_APPEND -> defect == Break.SKIP_HISTORY && now() ? withoutLast(arguments) : arguments;
            case PUBLISH_SEQUENCED, PUBLISH_FANOUT ->
                defect == Break.SKIP_FANOUT && now() ? withoutFanout(arguments) : arguments;
            case PUBLISH_PUSH -> defect == Break.PUSH_ELSEWHERE ? elsewhere(arguments) : arguments;
            default -> arguments;
        };
    }

    @SuppressWarnings("unchecked") // the port's own type
    private static List<InboxEntry> entries(Object... arguments) {
        return (List<InboxEntry>) arguments[0];
    }

    private List<InboxEntry> inbox(List<InboxEntry> entries) {
        List<InboxEntry> changed = new ArrayList<>(entries);
        InboxEntry last = entries.get(entries.size() - 1);
        if (defect == Break.SKIP_INBOX_WRITE && now()) {
            changed.remove(last);
        }
        if (defect == Break.DOUBLE_DELIVERY && now()) {
            Reference wrong = new Reference(
                    last.reference().user(),
                    last.reference().conversation(),
                    new Seq(last.reference().seq().value() + FAR));
            changed.add(new InboxEntry(new Position(last.position().value() + 1), wrong, last.message(), last.at()));
        }
        return changed;
    }

    private static Object[] withoutLast(Object... arguments) {
        List<?> all = (List<?>) arguments[0];
        return new Object[] {List.copyOf(all.subList(0, all.size() - 1))};
    }

    private static Object[] withoutFanout(Object... arguments) {
        return new Object[] {
            ((Collection<?>) arguments[0])
                    .stream()
                            .filter(record ->
                                    !((Outgoing<?>) record).topic().name().equals("im.fanout"))
                            .toList()
        };
    }

    private Object[] elsewhere(Object... arguments) {
        List<Push> pushes = new ArrayList<>();
        for (Object push : (Collection<?>) arguments[0]) {
            pushes.add(now() ? shifted((Push) push) : (Push) push);
        }
        return new Object[] {pushes};
    }

    private static Push shifted(Push push) {
        List<Push.Pushed> messages = push.messages().stream()
                .map(pushed -> new Push.Pushed(
                        pushed.message(),
                        pushed.receivers().stream()
                                .map(receiver -> new Push.Receiver(
                                        receiver.user(),
                                        new Position(receiver.position().value() + 1)))
                                .toList()))
                .toList();
        return new Push(push.node(), messages, push.heads(), push.rejections());
    }

    /** Whether a single append is answered without being done. */
    boolean pretends(Method method, Object... arguments) {
        return defect == Break.ACCEPT_UNSENT
                && method.getName().equals("append")
                && arguments[0] instanceof Outgoing<?>
                && now();
    }

    /** What a flow is given instead of a batch; an empty one where it is only committed. */
    <T> Batch<T> batch(String source, Batch<T> batch) {
        if (!source.equals(ACCEPTED) || batch.records().findAny().isEmpty()) {
            return batch;
        }
        if (defect == Break.COMMIT_EARLY && now()) {
            return new Batch<>(List.of(), batch.commit());
        }
        return new Batch<>(batch.shares().stream().map(this::share).toList(), batch.commit());
    }

    private <T> Batch.Share<T> share(Batch.Share<T> share) {
        return new Batch.Share<>(share.partition(), share.token(), records(share.records()), share.unreadable());
    }

    private <T> List<Received<T>> records(List<Received<T>> records) {
        return switch (defect) {
            case REORDER_BATCH -> reordered(records);
            case ALTER_BODY, INVENT -> each(records);
            case ALTER_TIME ->
                records.stream()
                        .map(record ->
                                now() ? new Received<>(record.offset(), record.at() + 1, record.value()) : record)
                        .toList();
            default -> records;
        };
    }

    /** Neighbours of one sender and conversation change places; there are few, so all of them do. */
    private static <T> List<Received<T>> reordered(List<Received<T>> records) {
        List<Received<T>> changed = new ArrayList<>(records);
        for (int i = 1; i < changed.size(); i++) {
            Received<T> before = changed.get(i - 1);
            Received<T> here = changed.get(i);
            if (sameLine((Envelope) before.value(), (Envelope) here.value())) {
                changed.set(i - 1, new Received<>(before.offset(), before.at(), here.value()));
                changed.set(i, new Received<>(here.offset(), here.at(), before.value()));
            }
        }
        return changed;
    }

    private static boolean sameLine(Envelope one, Envelope other) {
        return one.sender().equals(other.sender())
                && one.conversation().equals(other.conversation())
                && !one.id().equals(other.id())
                && !one.changesMembers()
                && !other.changesMembers();
    }

    @SuppressWarnings("unchecked") // the source of accepted messages
    private <T> List<Received<T>> each(List<Received<T>> records) {
        List<Received<T>> changed = new ArrayList<>();
        for (Received<T> record : records) {
            Envelope envelope = (Envelope) record.value();
            boolean hit = !envelope.changesMembers() && now();
            changed.add(hit ? new Received<>(record.offset(), record.at(), (T) other(envelope)) : record);
        }
        return changed;
    }

    private Envelope other(Envelope envelope) {
        Content content = new Content(MessageType.TEXT, "\"not what was sent\"");
        return defect == Break.ALTER_BODY
                ? new Envelope(
                        envelope.id(),
                        envelope.clientMsgId(),
                        envelope.sender(),
                        envelope.conversation(),
                        content,
                        envelope.extras(),
                        envelope.change())
                : Envelope.of(
                        envelope.sender(),
                        envelope.conversation(),
                        "invented-" + envelope.clientMsgId(),
                        content,
                        envelope.extras());
    }
}
