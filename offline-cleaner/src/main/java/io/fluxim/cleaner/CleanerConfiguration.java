package io.fluxim.cleaner;

import io.fluxim.audit.AuditConfiguration;
import io.fluxim.audit.Auditor;
import io.fluxim.cleaner.audit.AuditRounds;
import io.fluxim.cleaner.audit.AuditRoundsProperties;
import io.fluxim.cleaner.retention.LowestClock;
import io.fluxim.cleaner.retention.Shelves;
import io.fluxim.cleaner.sweep.Sweep;
import io.fluxim.cleaner.sweep.SweepEndpoint;
import io.fluxim.cleaner.sweep.SweepLimits;
import io.fluxim.cleaner.sweep.SweepMeters;
import io.fluxim.cleaner.sweep.SweepSchedule;
import io.fluxim.cleaner.sweep.Sweeps;
import io.fluxim.history.History;
import io.fluxim.inbox.RetentionProperties;
import io.fluxim.inbox.inbox.Inbox;
import io.fluxim.inbox.retention.Retention;
import io.fluxim.route.KeptLease;
import io.fluxim.route.Leases;
import io.fluxim.route.RedisClock;
import io.fluxim.route.RedisConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Puts the cleaner together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CleanerProperties.class, AuditRoundsProperties.class})
@Import({AuditConfiguration.class, RedisConfiguration.class})
public class CleanerConfiguration {

    /** One cleaner works at a time: not for safety, which the floors give to any number of them, but to spare the stores. */
    private static final String SWEEP_LEASE = "cleaner";
    /** How long a request for a sweep waits for its end: shorter than proxies and people wait. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(20);

    @Bean
    SweepLimits sweepLimits(RetentionProperties inbox, CleanerProperties cleaner) {
        Duration age = inbox.retention().plus(cleaner.margin());
        return new SweepLimits(
                age, cleaner.page(), cleaner.maxDeletes(), cleaner.pace(), cleaner.retries(), cleaner.sideBySide());
    }

    @Bean
    KeptLease sweepLease(Leases leases, CleanerProperties cleaner) {
        String holder = UUID.randomUUID().toString();
        return new KeptLease(leases, SWEEP_LEASE, holder, cleaner.leaseTtl(), Schedulers.parallel());
    }

    /** The lower of our own clock and Redis's, and MySQL's. */
    @Bean
    LowestClock lowestClock(RedisClock redis, History history) {
        return new LowestClock(List.of(Mono.defer(redis::now), Mono.defer(history::now)));
    }

    @Bean
    Sweep.Stores sweepStores(Inbox inbox, Retention retention, History history, LowestClock clock, SweepLimits limits) {
        return new Sweep.Stores(new Shelves(inbox, retention, limits.patience()), history, clock);
    }

    @Bean
    Sweeps sweeps(
            Sweep.Stores stores,
            KeptLease lease,
            SweepLimits limits,
            CleanerProperties properties,
            MeterRegistry registry) {
        Clock local = Clock.systemDefaultZone();
        Sweep sweep = new Sweep(stores, lease, limits, Schedulers.parallel());
        SweepSchedule schedule =
                new SweepSchedule(properties.cron(), properties.jitter(), local, Schedulers.parallel());
        return new Sweeps(sweep, schedule, new SweepMeters(registry), local);
    }

    @Bean
    AuditRounds auditRounds(
            Auditor auditor,
            Retention retention,
            Leases leases,
            AuditRoundsProperties properties,
            MeterRegistry registry) {
        String holder = UUID.randomUUID().toString();
        return new AuditRounds(
                new AuditRounds.Parts(auditor::run, retention, leases, holder),
                properties,
                registry,
                Schedulers.parallel());
    }

    @Bean
    SweepEndpoint sweepEndpoint(Sweeps sweeps) {
        return new SweepEndpoint(sweeps, LONGEST_REQUEST);
    }
}
