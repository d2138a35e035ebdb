package io.fluxim.history;

import io.fluxim.history.PageRequest.Moment;
import io.fluxim.history.PageRequest.Order;
import io.fluxim.history.PageRequest.Range;
import io.fluxim.history.PageRequest.Seqs;
import io.fluxim.history.PageRequest.Times;
import io.fluxim.protocol.Envelope;
import io.fluxim.protocol.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** {@link History} for tests of other modules; held to the same contract as the real one. */
public final class InMemoryHistory implements History {

    private static final Comparator<Message> BY_SEQ = Comparator.comparing(Message::seq);
    private static final Comparator<Message> BY_TIME =
            Comparator.comparingLong(Message::at).thenComparing(BY_SEQ);

    private final Map<Place, Message> messages = new ConcurrentHashMap<>();
    private final Clock clock;

    public InMemoryHistory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Appended> append(List<Message> added) {
        return Mono.fromSupplier(() -> {
            List<Appended.Refused> refused = new ArrayList<>();
            for (Message message : added) {
                store(message).ifPresent(cause -> refused.add(new Appended.Refused(message, cause)));
            }
            return new Appended(added.size() - refused.size(), refused);
        });
    }

    /** Why the table would not take it. */
    private Optional<String> store(Message message) {
        String clientMsgId = message.envelope().clientMsgId();
        if (clientMsgId.codePointCount(0, clientMsgId.length()) > Envelope.MAX_CLIENT_MSG_ID_BYTES) {
            return Optional.of("clientMsgId is too long");
        }
        @Nullable Message there = messages.putIfAbsent(Place.of(message), message);
        return there == null || there.id().equals(message.id())
                ? Optional.empty()
                : Optional.of("another message has its place");
    }

    @Override
    public Mono<Page> page(PageRequest request) {
        return Mono.fromSupplier(() -> {
            Comparator<Message> ascending = request.range() instanceof Seqs ? BY_SEQ : BY_TIME;
            boolean up = request.order() == Order.ASCENDING;
            return Rules.cut(
                    request,
                    messages.values().stream()
                            .filter(message -> message.conversation().equals(request.conversation()))
                            .filter(message -> within(request.range(), up, message))
                            .sorted(up ? ascending : ascending.reversed())
                            .toList());
        });
    }

    private static boolean within(Range range, boolean up, Message message) {
        if (range instanceof Seqs seqs) {
            return seqs.from() <= message.seq().value() && message.seq().value() <= seqs.to();
        }
        Times times = (Times) range;
        return times.from() <= message.at()
                && message.at() <= times.to()
                && times.beyond().map(last -> beyond(last, up, message)).orElse(true);
    }

    private static boolean beyond(Moment last, boolean up, Message message) {
        int compared = message.at() == last.at()
                ? Long.compare(message.seq().value(), last.seq())
                : Long.compare(message.at(), last.at());
        return up ? compared > 0 : compared < 0;
    }

    @Override
    public Mono<Set<ArchiveKey>> present(Collection<ArchiveKey> asked) {
        return Mono.fromSupplier(() -> {
            Rules.checkCount(asked);
            return asked.stream().filter(this::stands).collect(Collectors.toUnmodifiableSet());
        });
    }

    private boolean stands(ArchiveKey asked) {
        @Nullable Message there = messages.get(asked.place());
        return there != null && there.id().equals(asked.message());
    }

    @Override
    public Mono<Map<Place, Message>> messages(Collection<Place> places) {
        return Mono.fromSupplier(() -> {
            Rules.checkCount(places);
            return places.stream()
                    .distinct()
                    .filter(messages::containsKey)
                    .collect(Collectors.toUnmodifiableMap(place -> place, messages::get));
        });
    }

    @Override
    public Mono<Instant> now() {
        return Mono.fromSupplier(clock::instant);
    }
}
