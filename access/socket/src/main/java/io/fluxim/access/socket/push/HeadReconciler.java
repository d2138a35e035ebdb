package io.fluxim.access.socket.push;

import io.fluxim.access.socket.push.PushMeters.Reason;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.inbox.heads.VisibleHeads;
import io.fluxim.protocol.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Tells clients of entries whose push was lost. Reads heads in batches: one call for many users. */
final class HeadReconciler {

    private static final Logger LOG = LoggerFactory.getLogger(HeadReconciler.class);
    /** Users of one read. */
    static final int BATCH = 500;
    /** Reads at once of one comparison. */
    private static final int SIDE_BY_SIDE = 4;

    private final Sessions sessions;
    private final VisibleHeads heads;
    private final PushProperties properties;
    private final PushMeters meters;
    private final Scheduler scheduler;

    HeadReconciler(
            Sessions sessions, VisibleHeads heads, PushProperties properties, PushMeters meters, Scheduler scheduler) {
        this.sessions = sessions;
        this.heads = heads;
        this.properties = properties;
        this.meters = meters;
        this.scheduler = scheduler;
    }

    /** Compares, interval after interval, until cancelled. */
    Flux<Void> run() {
        return Flux.interval(properties.compareEvery(), scheduler)
                .onBackpressureDrop()
                .concatMap(tick -> compare(), 1);
    }

    /** A session that was told less than its inbox has. */
    private record Suspect(Session session, long head) {}

    /**
     * Tells those sessions whose inbox reaches higher than they were told, all of them after one wait for the pushes under way;
     * never fails. What cannot be read is compared the next time.
     */
    Mono<Void> compare() {
        return Flux.defer(() -> Flux.fromIterable(sessions.users()))
                .buffer(BATCH)
                .flatMap(this::suspects, SIDE_BY_SIDE)
                .take(properties.compareEvery().dividedBy(2), scheduler) // stores that hang keep nobody from being told
                .collect(ArrayList<Suspect>::new, List::addAll)
                .filter(suspects -> !suspects.isEmpty())
                .delayElement(properties.settle(), scheduler)
                .doOnNext(this::tell)
                .then();
    }

    /** Tells all sessions of these users where their inboxes end: pushes may have been lost, nobody knows whose. */
    Mono<Void> tell(Collection<UserId> users, Reason reason) {
        return Flux.fromIterable(users)
                .buffer(BATCH)
                .concatMap(batch ->
                        read(batch).doOnNext(found -> found.forEach((user, head) -> tell(user, head, reason))))
                .then();
    }

    private Mono<List<Suspect>> suspects(List<UserId> users) {
        return read(users).map(this::suspects).onErrorResume(e -> {
            LOG.warn("heads_not_compared users={} cause={}", users.size(), e.toString());
            return Mono.empty();
        });
    }

    private List<Suspect> suspects(Map<UserId, Long> found) {
        List<Suspect> suspects = new ArrayList<>();
        found.forEach((user, head) -> sessions.of(user).stream()
                .filter(session -> session.told() < head)
                .forEach(session -> suspects.add(new Suspect(session, head))));
        return suspects;
    }

    private void tell(List<Suspect> suspects) {
        for (Suspect suspect : suspects) {
            if (suspect.session().behindIfNotTold(suspect.head())) {
                meters.behind(Reason.COMPARED);
            }
        }
    }

    private void tell(UserId user, long head, Reason reason) {
        for (Session session : sessions.of(user)) {
            session.behind(Math.max(head, session.head()));
            meters.behind(reason);
        }
    }

    private Mono<Map<UserId, Long>> read(List<UserId> users) {
        return heads.read(users).timeout(properties.timeout(), scheduler);
    }
}
