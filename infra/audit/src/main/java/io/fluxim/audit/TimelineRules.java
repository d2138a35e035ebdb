package io.fluxim.audit;

import io.fluxim.inbox.timeline.Timeline.Stored;
import io.fluxim.protocol.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A timeline is dense above its floor, and the history has the same messages at the same places. Pure. */
final class TimelineRules {

    private TimelineRules() {}

    static List<Mismatch> of(Stretch stretch, Cut cut) {
        List<Mismatch> found = new ArrayList<>(holes(stretch));
        found.addAll(missingRows(stretch, cut));
        found.addAll(strayRows(stretch));
        return found;
    }

    private static List<Mismatch> holes(Stretch stretch) {
        List<Mismatch> found = new ArrayList<>();
        long last = Math.max(stretch.previous(), stretch.floor());
        for (Stored stored : stretch.stored()) {
            long seq = stored.message().seq().value();
            if (seq > last + 1) {
                found.add(new Mismatch(
                        Kind.SEQ_HOLE,
                        stretch.conversation().key(),
                        last + 1,
                        "seqs " + (last + 1) + " to " + (seq - 1) + " are missing, floor " + stretch.floor()));
            }
            last = Math.max(last, seq);
        }
        return found;
    }

    private static List<Mismatch> missingRows(Stretch stretch, Cut cut) {
        Map<Long, Message> rows = stretch.rows().stream()
                .collect(Collectors.toMap(row -> row.seq().value(), row -> row));
        List<Mismatch> found = new ArrayList<>();
        for (Stored stored : stretch.stored()) {
            Message message = stored.message();
            @Nullable Message row = rows.get(message.seq().value());
            if (row != null) {
                difference(message, row).ifPresent(found::add);
            } else if (cut.published(stored.origin()) && cut.archived(stretch.conversation())) {
                found.add(mismatch(
                        Kind.MESSAGE_NOT_IN_HISTORY,
                        message,
                        "message " + message.id() + " of im.accepted-"
                                + stored.origin().partition() + " at "
                                + stored.origin().offset()));
            }
        }
        return found;
    }

    private static List<Mismatch> strayRows(Stretch stretch) {
        Set<Long> seqs = new HashSet<>();
        stretch.stored().forEach(stored -> seqs.add(stored.message().seq().value()));
        return stretch.rows().stream()
                .filter(row -> row.seq().value() > stretch.floor())
                .filter(row -> !seqs.contains(row.seq().value()))
                .map(row -> mismatch(
                        Kind.HISTORY_WITHOUT_MESSAGE,
                        row,
                        "the history has message " + row.id() + ", floor " + stretch.floor()))
                .toList();
    }

    private static Optional<Mismatch> difference(Message message, Message row) {
        List<String> differ = new ArrayList<>();
        if (!message.id().equals(row.id())) {
            differ.add("message id " + message.id() + " and " + row.id());
        }
        if (!message.envelope().sender().equals(row.envelope().sender())) {
            differ.add("sender " + message.envelope().sender() + " and "
                    + row.envelope().sender());
        }
        String hash = message.envelope().content().hash();
        String archived = row.envelope().content().hash();
        if (!hash.equals(archived)) {
            differ.add("content hash " + hash + " and " + archived);
        }
        if (message.at() != row.at()) {
            differ.add("time " + message.at() + " and " + row.at());
        }
        return differ.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        mismatch(Kind.HISTORY_DIFFERS, message, "timeline and history: " + String.join(", ", differ)));
    }

    private static Mismatch mismatch(Kind kind, Message message, String evidence) {
        return new Mismatch(kind, message.conversation().key(), message.seq().value(), evidence);
    }
}
