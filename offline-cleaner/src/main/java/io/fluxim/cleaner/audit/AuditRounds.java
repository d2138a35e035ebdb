package io.fluxim.cleaner.audit;

import io.fluxim.audit.Findings;
import io.fluxim.audit.Look;
import io.fluxim.audit.Mismatch;
import io.fluxim.audit.Scope;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.route.KeptLease;
import io.fluxim.route.Leases;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The one place that subscribes to the auditor: a round now and then, for as long as the process runs. Of any number of
 * processes one goes round, by a lease: not for safety, since an audit only reads, but to spare the stores.
 */
public final class AuditRounds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRounds.class);
    private static final String LEASE = "audit";
    /** Until the next round, and longer than its beginning takes with stores that are slow. */
    private static final Duration LEASE_MARGIN = Duration.ofMinutes(5);
    /** Findings of a round that are logged; all are counted. */
    static final int MOST_LOGGED = 20;

    private final Parts parts;
    private final AuditRoundsProperties properties;
    private final Itinerary itinerary;
    private final KeptLease lease;
    private final AuditMeters meters;
    private final Scheduler scheduler;
    /** Guarded by this. */
    private Disposable rounds = Disposables.disposed();

    /**
     * What rounds are made of.
     *
     * @param auditor looks at a scope
     * @param holder  names this process
     */
    public record Parts(Function<Scope, Flux<Look>> auditor, Retention retention, Leases leases, String holder) {}

    public AuditRounds(Parts parts, AuditRoundsProperties properties, MeterRegistry registry, Scheduler scheduler) {
        this.parts = parts;
        this.properties = properties;
        this.itinerary = new Itinerary(parts.retention(), properties.size());
        this.meters = new AuditMeters(registry);
        this.scheduler = scheduler;
        this.lease = new KeptLease(parts.leases(), LEASE, parts.holder(), leaseTtl(), scheduler);
    }

    /** Rounds without end, each after a rest; one that fails is counted, and the next goes on where it was. */
    Flux<Findings> run() {
        return Mono.delay(properties.every(), scheduler)
                .then(Mono.defer(this::round))
                .doOnError(this::failed)
                .onErrorComplete()
                .repeat();
    }

    private Mono<Findings> round() {
        return lease.take()
                .filter(ours -> ours)
                .flatMap(ours -> itinerary.next())
                .flatMap(stop -> parts.auditor()
                        .apply(stop.scope())
                        .takeUntilOther(lost())
                        .collect(Findings::new, Findings::add)
                        .doOnNext(round -> ended(stop, round)));
    }

    /** Keeps the lease, however long the round takes; fails once it is lost. */
    private Mono<Void> lost() {
        return Flux.interval(leaseTtl().dividedBy(3), scheduler)
                .concatMap(third -> lease.held())
                .filter(ours -> !ours)
                .next()
                .flatMap(gone -> Mono.error(new IllegalStateException("another process has the lease of the audit")));
    }

    private Duration leaseTtl() {
        return properties.every().plus(LEASE_MARGIN);
    }

    private void ended(Itinerary.Stop stop, Findings round) {
        itinerary.done(stop);
        meters.ended(round);
        round.shown().stream().limit(MOST_LOGGED).forEach(AuditRounds::warn);
        if (round.shown().size() > MOST_LOGGED) {
            LOG.warn("audit_mismatches more={}", round.shown().size() - MOST_LOGGED);
        }
        round.unseen()
                .forEach(unseen -> LOG.warn("audit_unseen subject={} cause={}", unseen.subject(), unseen.cause()));
    }

    private static void warn(Mismatch mismatch) {
        LOG.warn(
                "audit_mismatch kind={} where={} number={} evidence={}",
                mismatch.kind().word(),
                mismatch.where(),
                mismatch.number(),
                mismatch.evidence());
    }

    private void failed(Throwable error) {
        meters.failed();
        LOG.warn("audit_failed cause={}", error.toString());
    }

    @Override
    public synchronized void start() {
        if (!isRunning() && properties.size() > 0) {
            rounds = run().subscribe();
        }
    }

    @Override
    public synchronized void stop() {
        rounds.dispose(); // an audit changes nothing: it may end anywhere
    }

    @Override
    public synchronized boolean isRunning() {
        return !rounds.isDisposed();
    }
}
