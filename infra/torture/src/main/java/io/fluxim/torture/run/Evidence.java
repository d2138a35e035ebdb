package io.fluxim.torture.run;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import io.fluxim.history.History;
import io.fluxim.history.Page;
import io.fluxim.history.PageRequest;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.inbox.InboxEntry;
import io.fluxim.kafka.source.KafkaProgress;
import io.fluxim.lab.cast.Cast;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import io.fluxim.standalone.StoreAdapters;
import io.fluxim.testkit.check.HistoryRow;
import io.fluxim.testkit.check.Membership;
import io.fluxim.testkit.check.PromiseCheck;
import io.fluxim.testkit.check.Report;
import io.fluxim.testkit.check.Rule;
import io.fluxim.testkit.check.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** What the stores hold, read past all applications, and held against what a company sent and saw. */
public final class Evidence implements AutoCloseable {

    private static final Duration BOUND = Duration.ofSeconds(60);
    /** Longest wait for an audit of everything. */
    private static final Duration AUDIT = Duration.ofMinutes(5);
    /** What is asked several times a second is answered by then, or Kafka is away. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);
    /** Entries read at once. */
    private static final int PAGE = 5_000;
    /** Inboxes or conversations read at once. */
    private static final int SIDE_BY_SIDE = 8;
    /** A store that was away has its clients find it again. */
    private static final Retry AGAIN = Retry.fixedDelay(20, Duration.ofSeconds(1));

    /** Connections that a killed store may have left in the pool: each is tried and thrown away. */
    private static final String STALE = "spring.r2dbc.pool.acquire-retry=20";

    private final StoreAdapters stores;
    private final Inbox inbox;
    private final History history;

    /** @param keys how the stores are reached */
    public Evidence(Map<String, String> keys) {
        this.stores = StoreAdapters.open(keys, STALE);
        this.inbox = stores.get(Inbox.class);
        this.history = stores.get(History.class);
    }

    /** How many records the flows have not done yet; empty while Kafka does not answer. */
    OptionalLong backlog() {
        try {
            return stores.get(KafkaProgress.class)
                    .backlog()
                    .map(OptionalLong::of)
                    .blockOptional(AT_ONCE)
                    .orElseThrow();
        } catch (RuntimeException away) {
            return OptionalLong.empty();
        }
    }

    /** Whether every player has everything that their inbox holds now. */
    boolean caughtUp(Cast cast) {
        Map<UserId, Long> heads = inbox.heads(cast.users()).retryWhen(AGAIN).block(BOUND);
        return heads != null
                && heads.entrySet().stream().allMatch(head -> cast.position(head.getKey()) >= head.getValue());
    }

    /** Holds everything against the promise. */
    Report check(Cast cast) {
        Membership membership = new Membership();
        PromiseCheck check =
                new PromiseCheck(membership).mayBeIdle(Rule.REFUSED_NOWHERE, Rule.ALL_OR_NONE, Rule.SAME_REPEAT);
        cast.tell(check, membership);
        Flux.fromIterable(cast.users())
                .flatMapSequential(user -> entries(user).retryWhen(AGAIN), SIDE_BY_SIDE)
                .doOnNext(read -> read.tell(check))
                .blockLast(BOUND);
        Flux.fromIterable(cast.conversations())
                .flatMapSequential(conversation -> rows(conversation).retryWhen(AGAIN), SIDE_BY_SIDE)
                .doOnNext(check::archived)
                .blockLast(BOUND);
        return check.report();
    }

    /** Compares all that the stores hold, of every company that ever was on them. */
    Findings audit() {
        return stores.audit(new Scope.Everything())
                .collect(Findings::new, Findings::add)
                .retryWhen(AGAIN)
                .blockOptional(AUDIT)
                .orElseThrow();
    }

    private record Read(UserId user, long floor, List<StoredEntry> entries) {
        void tell(PromiseCheck check) {
            check.stored(user, floor, entries);
        }
    }

    /** Entries first and the floor second, as Sync does. */
    private Mono<Read> entries(UserId user) {
        return inbox.after(user, 0, PAGE)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : inbox.after(user, page.get(page.size() - 1).position().value(), PAGE))
                .flatMapIterable(page -> page)
                .collectList()
                .flatMap(all -> inbox.floor(user)
                        .map(floor -> new Read(
                                user,
                                floor,
                                all.stream()
                                        .filter(entry -> entry.position().value() > floor)
                                        .map(Evidence::stored)
                                        .toList())));
    }

    private static StoredEntry stored(InboxEntry entry) {
        return new StoredEntry(
                entry.position().value(),
                entry.reference().conversation(),
                entry.reference().seq().value(),
                entry.message(),
                entry.at());
    }

    private Mono<List<HistoryRow>> rows(Conversation conversation) {
        return page(conversation, 1)
                .expand(page -> page.more()
                        ? page(
                                conversation,
                                page.messages()
                                                .get(page.messages().size() - 1)
                                                .seq()
                                                .value()
                                        + 1)
                        : Mono.empty())
                .flatMapIterable(Page::messages)
                .map(HistoryRow::of)
                .collectList()
                .map(ArrayList::new);
    }

    private Mono<Page> page(Conversation conversation, long from) {
        return history.page(new PageRequest(
                conversation,
                new PageRequest.Seqs(from, Long.MAX_VALUE),
                PageRequest.Order.ASCENDING,
                History.MAX_PAGE,
                Integer.MAX_VALUE));
    }

    @Override
    public void close() {
        stores.close();
    }
}
