package io.fluxim.cleaner.audit;

import io.fluxim.audit.Scope;
import io.fluxim.inbox.WalkRange;
import io.fluxim.inbox.WalkStep;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.protocol.Conversation;
import io.fluxim.protocol.UserId;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * The way through all conversations and all inboxes, some at a time, over and over. Where it is is told by nobody: a process
 * that starts begins at the beginning.
 */
final class Itinerary {

    private final Retention retention;
    private final int size;
    // moved by the one round under way
    private volatile WalkRange conversations = WalkRange.ALL;
    private volatile WalkRange users = WalkRange.ALL;

    /** @param size conversations, and inboxes, of one round */
    Itinerary(Retention retention, int size) {
        this.retention = retention;
        this.size = size;
    }

    /** The next ones. */
    Mono<Stop> next() {
        return Mono.zip(some(conversations, retention::nextConversation), some(users, retention::nextInbox), Stop::new);
    }

    private <T> Mono<List<WalkStep<T>>> some(WalkRange behind, Function<WalkRange, Mono<WalkStep<T>>> next) {
        return Mono.defer(() -> next.apply(behind))
                .expand(last -> next.apply(WalkRange.ALL.behind(last.key())))
                .take(size)
                .collectList();
    }

    /** These were looked at: goes on behind them, or at the beginning after the last ones. */
    void done(Stop stop) {
        conversations = behind(stop.conversations());
        users = behind(stop.users());
    }

    private <T> WalkRange behind(List<WalkStep<T>> some) {
        return some.size() < size
                ? WalkRange.ALL
                : WalkRange.ALL.behind(some.get(some.size() - 1).key());
    }

    /** What one round looks at. */
    record Stop(List<WalkStep<Conversation>> conversations, List<WalkStep<UserId>> users) {

        /** What names none is nobody's: left out. */
        Scope.Named scope() {
            return new Scope.Named(owners(conversations), owners(users));
        }

        private static <T> List<T> owners(List<WalkStep<T>> some) {
            return some.stream().flatMap(found -> found.owner().stream()).toList();
        }
    }
}
