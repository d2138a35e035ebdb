package io.fluxim.audit;

import io.fluxim.history.Place;
import io.fluxim.inbox.heads.Heads;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.inbox.members.Members;
import io.fluxim.inbox.members.Roster;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.Message;
import io.fluxim.protocol.MessageId;
import io.fluxim.protocol.Partitions;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Looks at one inbox, page by page from its floor on: its positions, the messages of its entries, and whether they were due.
 *
 * <p>The entries are read first: messages and members are stored before an entry is. The floor is read after them: what a
 * cleaner took in between lies at or below it. A message that is gone from its timeline is in the history, which keeps all.
 */
final class InboxAudit {

    private final Stores stores;
    private final Limits limits;

    InboxAudit(Stores stores, Limits limits) {
        this.stores = stores;
        this.limits = limits;
    }

    /** What was found up to the end of a page. */
    private record Step(List<InboxEntry> page, long items, List<Mismatch> found) {

        long last(long otherwise) {
            return page.isEmpty()
                    ? otherwise
                    : page.get(page.size() - 1).position().value();
        }
    }

    Mono<Look.Seen> look(UserId user, Cut cut) {
        return stores.mongo()
                .inbox()
                .floor(user)
                .flatMap(floor -> step(user, floor, new Step(List.of(), 0, List.of())))
                .expand(step -> ends(step) ? Mono.empty() : step(user, step.last(0), step))
                .last()
                .flatMap(last -> heads(user, cut)
                        .map(found ->
                                new Look.Seen(new Subject.Inbox(user), last.items, 0, joined(last.found, found))));
    }

    private boolean ends(Step step) {
        return step.page.size() < limits.page() || step.found.size() >= Auditor.MOST_OF_A_SUBJECT;
    }

    private Mono<Step> step(UserId user, long after, Step before) {
        return stores.mongo()
                .inbox()
                .after(user, after, limits.page())
                .flatMap(entries -> opened(user, after, entries))
                .map(opened -> new Step(
                        opened.entries(),
                        before.items + opened.entries().size(),
                        joined(before.found, InboxRules.of(opened))));
    }

    private Mono<Opened> opened(UserId user, long after, List<InboxEntry> entries) {
        Set<MessageId> ids = entries.stream().map(InboxEntry::message).collect(Collectors.toSet());
        return stores.mongo()
                .inbox()
                .floor(user)
                .flatMap(floor -> stores.mongo()
                        .timeline()
                        .messages(ids)
                        .flatMap(messages -> Mono.zip(rows(entries, messages), rosters(entries))
                                .map(read -> new Opened(
                                        user, after, floor, entries, messages, read.getT1(), read.getT2()))));
    }

    private Mono<Map<Place, Message>> rows(List<InboxEntry> entries, Map<MessageId, Message> messages) {
        Set<Place> gone = entries.stream()
                .filter(entry -> !messages.containsKey(entry.message()))
                .map(Opened::place)
                .collect(Collectors.toSet());
        return gone.isEmpty() ? Mono.just(Map.of()) : stores.history().messages(gone);
    }

    private Mono<Map<Conversation.Group, Roster>> rosters(List<InboxEntry> entries) {
        Set<Conversation.Group> groups = entries.stream()
                .map(entry -> entry.reference().conversation())
                .filter(Conversation.Group.class::isInstance)
                .map(Conversation.Group.class::cast)
                .collect(Collectors.toSet());
        return groups.isEmpty()
                ? Mono.just(Map.of())
                : stores.mongo().members().of(groups).map(InboxAudit::rosters);
    }

    private static Map<Conversation.Group, Roster> rosters(Map<Conversation.Group, List<Members.Interval>> found) {
        Map<Conversation.Group, Roster> rosters = new HashMap<>();
        found.forEach((group, intervals) -> rosters.put(group, Roster.of(group, intervals)));
        return rosters;
    }

    /** Redis, MongoDB, and Redis again: see {@link HeadRules}. */
    private Mono<List<Mismatch>> heads(UserId user, Cut cut) {
        return given(user, cut)
                .flatMap(before -> stores.mongo()
                        .inbox()
                        .heads(List.of(user))
                        .flatMap(proved -> given(user, cut)
                                .map(after -> judged(user, before, proved.getOrDefault(user, 0L), after))));
    }

    /** What Redis says of an inbox: the last position given out, and the one that clients are shown. */
    private record Given(Collection<Long> positions, Map<UserId, Long> visible) {

        @Nullable Long position() {
            return positions.isEmpty() ? null : positions.iterator().next();
        }
    }

    private Mono<Given> given(UserId user, Cut cut) {
        Heads.Head head = new Heads.Head(
                Heads.Kind.POSITION,
                Partitions.of(user.value(), cut.partitions().fanout()),
                user.value());
        return Mono.zip(
                stores.redis().heads().read(List.of(head)).map(Map::values),
                stores.redis().visible().raised(List.of(user)),
                Given::new);
    }

    private static List<Mismatch> judged(UserId user, Given before, long proved, Given after) {
        List<Mismatch> found = new ArrayList<>();
        HeadRules.of(
                        HeadRules.Line.POSITION,
                        user.value(),
                        new HeadRules.Read(before.position(), proved, after.position()))
                .ifPresent(found::add);
        HeadRules.of(
                        HeadRules.Line.VISIBLE,
                        user.value(),
                        new HeadRules.Read(before.visible.get(user), proved, after.visible.get(user)))
                .ifPresent(found::add);
        return found;
    }

    private static List<Mismatch> joined(List<Mismatch> some, List<Mismatch> others) {
        List<Mismatch> all = new ArrayList<>(some);
        others.stream().limit(Auditor.MOST_OF_A_SUBJECT - some.size()).forEach(all::add);
        return List.copyOf(all);
    }
}
