package io.fluxim.access.socket.push;

import io.fluxim.access.gate.auth.Authenticator;
import io.fluxim.access.gate.auth.Token;
import io.fluxim.access.socket.outbound.CloseCode;
import io.fluxim.access.socket.push.PushMeters.Reason;
import io.fluxim.access.socket.push.PushMeters.Renewal;
import io.fluxim.access.socket.session.Session;
import io.fluxim.access.socket.session.Sessions;
import io.fluxim.protocol.ErrorCode;
import io.fluxim.protocol.NodeId;
import io.fluxim.protocol.UserId;
import io.fluxim.route.Routes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The routes of the users who have sessions here, and whether this node can take sessions at all: only while it
 * hears its topic.
 */
public final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** Rest after each batch of wake-ups, which is as large as one read. */
    private static final Duration BETWEEN_WAKEUPS = Duration.ofMillis(100);

    /** The name this node is reached by; moved by {@link PushNode} alone. */
    private final AtomicReference<Optional<NodeId>> name = new AtomicReference<>(Optional.empty());

    private final Sessions sessions;
    private final Routes routes;
    private final HeadReconciler wakeups;
    private final Authenticator authenticator;
    private final PushProperties properties;
    private final Duration renewEvery;
    private final PushMeters meters;
    private final Scheduler scheduler;

    Presence(
            Sessions sessions,
            Routes routes,
            HeadReconciler wakeups,
            Authenticator authenticator,
            PushProperties properties,
            Duration renewEvery,
            PushMeters meters,
            Scheduler scheduler) {
        this.sessions = sessions;
        this.routes = routes;
        this.wakeups = wakeups;
        this.authenticator = authenticator;
        this.properties = properties;
        this.renewEvery = renewEvery;
        this.meters = meters;
        this.scheduler = scheduler;
    }

    /** Whether what is pushed to this node's sessions arrives. */
    public boolean ready() {
        return name.get().isPresent();
    }

    /** Makes the session known here and its user's route known everywhere. What is pushed from then on arrives. */
    public Mono<Void> register(Session session) {
        return Mono.defer(() -> {
            sessions.add(session).ifPresent(older -> older.close(CloseCode.REPLACED));
            return name.get()
                    .map(here -> renew(List.of(session.user()), here).then())
                    .orElseGet(() -> Mono.error(new IllegalStateException("no topic to be reached at")));
        });
    }

    /** Forgets the session, and its user's route unless they have another session here. Never fails: routes expire. */
    public Mono<Void> unregister(Session session) {
        return Mono.defer(() -> {
            sessions.remove(session);
            return leave(List.of(session.user()));
        });
    }

    /** Renews, interval after interval, until cancelled. */
    Flux<Void> run() {
        return Flux.interval(renewEvery, scheduler)
                .onBackpressureDrop()
                .concatMap(tick -> renewAll().then(recheckAll()), 1);
    }

    /** Everybody's route is registered by this name. */
    Mono<Void> moved(NodeId here) {
        return Flux.defer(() -> Flux.fromIterable(sessions.users()))
                .buffer(HeadReconciler.BATCH)
                .concatMap(users -> renew(users, here), 1)
                .then();
    }

    /** This node is reached by this name from now on. */
    void reached(NodeId here) {
        name.set(Optional.of(here));
    }

    /** Tells everybody their head, since a push may have been missed: spread in time, so that not all of them sync at once. */
    Mono<Void> wake() {
        return Flux.defer(() -> Flux.fromIterable(sessions.users()))
                .buffer(HeadReconciler.BATCH)
                .concatMap(
                        users -> wakeups.tell(users, Reason.TOPIC)
                                .onErrorResume(e -> {
                                    LOG.warn("sessions_not_woken users={} cause={}", users.size(), e.toString());
                                    return Mono.empty(); // the next comparison finds them
                                })
                                .then(Mono.delay(BETWEEN_WAKEUPS, scheduler)),
                        1)
                .then();
    }

    /** This node is not reached any more. */
    void lost() {
        name.set(Optional.empty());
    }

    private Mono<Void> renewAll() {
        return Flux.defer(() -> name.get().map(this::renewAt).orElse(Flux.empty()))
                .then();
    }

    private Flux<Void> renewAt(NodeId here) {
        return Flux.fromIterable(sessions.users())
                .buffer(HeadReconciler.BATCH)
                .takeWhile(users -> name.get().filter(here::equals).isPresent())
                .concatMap(users -> renewBatch(users, here), 1);
    }

    private Mono<Void> renewBatch(List<UserId> users, NodeId here) {
        return renew(users, here)
                .flatMap(absent -> {
                    meters.renewed(absent == 0 ? Renewal.KEPT : Renewal.LOST);
                    return absent == 0 ? Mono.<Void>empty() : wakeups.tell(users, Reason.ROUTES);
                })
                .onErrorResume(e -> {
                    meters.renewed(Renewal.FAILED);
                    LOG.warn("routes_not_renewed users={} cause={}", users.size(), e.toString());
                    return Mono.empty();
                })
                .then(leave(users));
    }

    private Mono<Long> renew(Collection<UserId> users, NodeId here) {
        return routes.renew(users, here).timeout(properties.timeout(), scheduler);
    }

    /** Takes back the routes of those who have left, and gives it again to who came back meanwhile. */
    private Mono<Void> leave(Collection<UserId> users) {
        return Flux.defer(() -> Flux.fromIterable(users).filter(user -> !sessions.has(user)))
                .collectList()
                .filter(gone -> !gone.isEmpty())
                .flatMap(gone -> name.get().map(here -> remove(gone, here)).orElse(Mono.empty()))
                .onErrorResume(e -> {
                    LOG.debug("routes_not_removed cause={}", e.toString());
                    return Mono.empty();
                });
    }

    private Mono<Void> remove(List<UserId> gone, NodeId here) {
        return routes.remove(gone, here)
                .timeout(properties.timeout(), scheduler)
                .then(Mono.defer(() -> {
                    List<UserId> back = gone.stream().filter(sessions::has).toList();
                    return back.isEmpty() ? Mono.empty() : renew(back, here).then(wakeups.tell(back, Reason.ROUTES));
                }));
    }

    private Mono<Void> recheckAll() {
        return Flux.defer(() -> Flux.fromIterable(sessions.all()))
                .buffer(HeadReconciler.BATCH)
                .concatMap(this::recheck, 1)
                .then();
    }

    private Mono<Void> recheck(List<Session> batch) {
        return Mono.defer(() ->
                        authenticator.recheck(batch.stream().map(Session::token).toList()))
                .timeout(properties.timeout(), scheduler)
                .doOnNext(refused -> batch.forEach(session -> closeIfRefused(session, refused)))
                .onErrorResume(e -> {
                    LOG.warn("tokens_not_rechecked sessions={} cause={}", batch.size(), e.toString());
                    return Mono.empty();
                })
                .then();
    }

    private static void closeIfRefused(Session session, Map<Token, ErrorCode> refused) {
        ErrorCode why = refused.get(session.token());
        if (why != null) {
            session.close(why == ErrorCode.TOKEN_EXPIRED ? CloseCode.TOKEN_EXPIRED : CloseCode.TOKEN_REVOKED);
        }
    }
}
