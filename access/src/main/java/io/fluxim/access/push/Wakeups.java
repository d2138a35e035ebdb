package io.fluxim.access.push;

import io.fluxim.access.push.PushMeters.Reason;
import io.fluxim.access.session.Session;
import io.fluxim.access.session.Sessions;
import io.fluxim.inbox.VisibleHeads;
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
final class Wakeups {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);
    /** Users of one read. */
    static final int BATCH = 500;
    /** Reads at once of one comparison, each of which may wait until pushes are settled. */
    private static final int SIDE_BY_SIDE = 16;

    private final Sessions sessions;
    private final VisibleHeads heads;
    private final PushProperties properties;
    private final PushMeters meters;
    private final Scheduler scheduler;

    Wakeups(Sessions sessions, VisibleHeads heads, PushProperties properties, PushMeters meters, Scheduler scheduler) {
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

    /** Tells those sessions whose inbox reaches higher than they were told; never fails. */
    Mono<Void> compare() {
        return Flux.defer(() -> Flux.fromIterable(sessions.users()))
                .buffer(BATCH)
                .flatMap(this::compare, SIDE_BY_SIDE)
                .onErrorResume(e -> {
                    LOG.warn("heads_not_compared cause={}", e.toString());
                    return Mono.empty();
                })
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

    private Mono<Void> compare(List<UserId> users) {
        return read(users)
                .flatMap(found -> {
                    List<Session> suspects = suspects(found);
                    return suspects.isEmpty()
                            ? Mono.empty()
                            : Mono.delay(properties.settle(), scheduler).doOnNext(tick -> tell(suspects, found));
                })
                .then();
    }

    private List<Session> suspects(Map<UserId, Long> found) {
        List<Session> suspects = new ArrayList<>();
        found.forEach((user, head) -> sessions.of(user).stream()
                .filter(session -> session.told() < head)
                .forEach(suspects::add));
        return suspects;
    }

    private void tell(List<Session> suspects, Map<UserId, Long> found) {
        for (Session session : suspects) {
            if (session.behindIfNotTold(found.getOrDefault(session.user(), 0L))) {
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
