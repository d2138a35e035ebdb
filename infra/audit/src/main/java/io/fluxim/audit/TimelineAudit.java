package io.fluxim.audit;

import io.fluxim.history.PageRequest;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.inbox.Reference;
import io.fluxim.inbox.members.Roster;
import io.fluxim.inbox.timeline.Timeline;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Partitions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks at one conversation, stretch by stretch from its floor on: timeline, history, and the inboxes of who was due.
 *
 * <p>The history is read before the timeline: a row is written after its message, so the message of a row that was read must
 * be there. The floor is read after both: what a cleaner took in between lies at or below it. The members are read after the
 * messages: those of a published seq are stored before it is published.
 */
final class TimelineAudit {

    /** Entries asked for together. */
    private static final int REFERENCES = 2_000;

    private final Stores stores;
    private final Limits limits;
    private final Clock clock;

    TimelineAudit(Stores stores, Limits limits, Clock clock) {
        this.stores = stores;
        this.limits = limits;
        this.clock = clock;
    }

    /** What was found up to the end of a stretch. */
    private record Step(Stretch stretch, long items, long unjudged, List<Mismatch> found) {

        boolean ends() {
            return stretch.upTo() == Long.MAX_VALUE || found.size() >= Auditor.MOST_OF_A_SUBJECT;
        }
    }

    Mono<Look.Seen> look(Conversation conversation, Cut cut) {
        return stores.mongo()
                .retention()
                .floor(conversation)
                .flatMap(floor -> stretch(conversation, floor, floor))
                .flatMap(stretch -> step(new Step(stretch, 0, 0, List.of()), stretch, cut))
                .expand(step -> step.ends() ? Mono.empty() : next(step, cut))
                .last()
                .flatMap(last -> head(conversation, cut)
                        .map(found -> new Look.Seen(
                                new Subject.Timeline(conversation),
                                last.items,
                                last.unjudged,
                                joined(last.found, found))));
    }

    private Mono<Step> next(Step step, Cut cut) {
        Stretch before = step.stretch;
        return stretch(before.conversation(), before.upTo(), before.last())
                .flatMap(stretch -> step(step, stretch, cut));
    }

    private Mono<Step> step(Step before, Stretch stretch, Cut cut) {
        List<Mismatch> found = joined(before.found, TimelineRules.of(stretch, cut));
        long unjudged = stretch.stored().stream()
                .filter(stored -> !cut.published(stored.origin()) || !cut.archived(stretch.conversation()))
                .count();
        return missing(stretch, cut)
                .map(missing -> new Step(
                        stretch,
                        before.items + stretch.stored().size(),
                        before.unjudged + unjudged,
                        joined(found, missing)));
    }

    private Mono<Stretch> stretch(Conversation conversation, long after, long previous) {
        PageRequest rows = new PageRequest(
                conversation,
                new PageRequest.Seqs(after + 1, Long.MAX_VALUE),
                PageRequest.Order.ASCENDING,
                limits.page(),
                Integer.MAX_VALUE);
        return stores.history()
                .page(rows)
                .flatMap(page -> stores.mongo()
                        .timeline()
                        .after(conversation, after, limits.page())
                        .flatMap(stored -> stores.mongo()
                                .retention()
                                .floor(conversation)
                                .map(floor -> Stretch.of(conversation, previous, floor, page, stored, limits.page()))));
    }

    private Mono<List<Mismatch>> missing(Stretch stretch, Cut cut) {
        if (stretch.stored().isEmpty()) {
            return Mono.just(List.of());
        }
        long oldest = clock.millis() - limits.retention().toMillis();
        return roster(stretch.conversation())
                .flatMapMany(roster -> Flux.fromStream(() -> DueRules.receivers(stretch, roster, cut).stream()
                        .flatMap(user -> DueRules.due(stretch, user, roster, cut, oldest)))) // a member after the other
                .buffer(REFERENCES)
                .concatMap(this::absent, 1)
                .take(Auditor.MOST_OF_A_SUBJECT)
                .map(DueRules::missing)
                .collectList();
    }

    private Flux<Reference> absent(List<Reference> due) {
        return stores.mongo()
                .inbox()
                .present(due)
                .flatMapIterable((Set<Reference> present) ->
                        due.stream().filter(one -> !present.contains(one)).toList());
    }

    private Mono<Optional<Roster>> roster(Conversation conversation) {
        if (!(conversation instanceof Conversation.Group group)) {
            return Mono.just(Optional.empty());
        }
        return stores.mongo()
                .members()
                .of(List.of(group))
                .map(found -> Optional.of(Roster.of(group, found.getOrDefault(group, List.of()))));
    }

    /** Redis, MongoDB, and Redis again: see {@link HeadRules}. */
    private Mono<List<Mismatch>> head(Conversation conversation, Cut cut) {
        return given(conversation, cut)
                .flatMap(before -> stores.mongo()
                        .timeline()
                        .tails(List.of(conversation))
                        .flatMap(proved -> given(conversation, cut)
                                .map(after -> judged(seqs(conversation, cut), before, proved, after))));
    }

    private Mono<Map<Heads.Head, Long>> given(Conversation conversation, Cut cut) {
        return stores.redis().heads().read(List.of(seqs(conversation, cut)));
    }

    private static Heads.Head seqs(Conversation conversation, Cut cut) {
        String key = conversation.key();
        return new Heads.Head(
                Heads.Kind.SEQ, Partitions.of(key, cut.partitions().accepted()), key);
    }

    private static List<Mismatch> judged(
            Heads.Head seqs,
            Map<Heads.Head, Long> before,
            Map<Conversation, Timeline.Tail> proved,
            Map<Heads.Head, Long> after) {
        long head = proved.values().stream().mapToLong(Timeline.Tail::head).sum(); // of one
        return HeadRules.of(
                        HeadRules.Line.SEQ, seqs.name(), new HeadRules.Read(before.get(seqs), head, after.get(seqs)))
                .stream()
                .toList();
    }

    private static List<Mismatch> joined(List<Mismatch> some, List<Mismatch> others) {
        List<Mismatch> all = new ArrayList<>(some);
        Stream<Mismatch> room = others.stream().limit(Auditor.MOST_OF_A_SUBJECT - some.size());
        room.forEach(all::add);
        return List.copyOf(all);
    }
}
