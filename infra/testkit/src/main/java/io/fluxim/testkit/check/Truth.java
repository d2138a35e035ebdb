package io.fluxim.testkit.check;

import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What most sources say of each message, and what its senders were told: what every single source is held against. */
final class Truth {

    private final Run run;
    private final Votes<Place> places = new Votes<>();
    private final Votes<Integer> contents = new Votes<>();
    private final Votes<Long> times = new Votes<>();
    private final Map<Integer, List<Attempt>> attempts = new HashMap<>();
    private final Map<Integer, Expected> expected = new HashMap<>();
    private final Due due;

    Truth(Run run, Membership membership) {
        this.run = run;
        count(run.history());
        run.inboxes().values().forEach(inbox -> count(inbox.entries()));
        run.devices().forEach(device -> count(device.entries()));
        Map<MessageId, Long> seqs = IntStream.range(0, run.messages().size())
                .boxed()
                .filter(message -> place(message).isPresent())
                .collect(Collectors.toMap(
                        run.messages()::at,
                        message -> place(message).orElseThrow().seq()));
        Function<MessageId, OptionalLong> seqOf =
                event -> seqs.containsKey(event) ? OptionalLong.of(seqs.get(event)) : OptionalLong.empty();
        this.due = membership.at(seqOf);
        Outsiders outsiders = outsiders();
        for (int message = 0; message < run.messages().size(); message++) {
            if (!run.attempts(message).isEmpty()) {
                List<Attempt> counting = outsiders.without(run.attempts(message));
                attempts.put(message, counting);
                expected.put(message, Expected.of(counting));
            }
        }
    }

    private Outsiders outsiders() {
        Outsiders outsiders = new Outsiders(due);
        for (int message = 0; message < run.messages().size(); message++) {
            Optional<Place> place = place(message);
            Optional<Long> time = time(message);
            if (place.isPresent() && time.isPresent()) {
                Place here = place.get();
                outsiders.message(run.conversation(here.conversation()), here.seq(), time.get());
            }
        }
        return outsiders;
    }

    private void count(Entries entries) {
        for (int i = 0; i < entries.size(); i++) {
            Entries.One entry = entries.get(i);
            places.cast(entry.message(), new Place(entry.conversation(), entry.seq()));
            times.cast(entry.message(), entry.at());
            if (entry.content() != Entries.NO_CONTENT) {
                contents.cast(entry.message(), entry.content());
            }
        }
    }

    /** Where it is; empty if it is nowhere. */
    Optional<Place> place(int message) {
        return places.winner(message);
    }

    /** What it says, by number. */
    Optional<Integer> content(int message) {
        return contents.winner(message);
    }

    Optional<Long> time(int message) {
        return times.winner(message);
    }

    /** What has to become of it; empty if nobody sent it. */
    Optional<Expected> expected(int message) {
        return Optional.ofNullable(expected.get(message));
    }

    /** The attempts to send it that count: what an outsider sent to a group has no effect. */
    List<Attempt> attempts(int message) {
        return attempts.getOrDefault(message, List.of());
    }

    Set<UserId> due(Place place) {
        return due.at(run.conversation(place.conversation()), place.seq());
    }
}
