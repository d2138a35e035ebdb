package io.fluxim.access.socket.sync;

import io.fluxim.access.socket.session.Device;
import io.fluxim.inbox.inbox.Watermarks;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Watermarks on their way to the store: each device's highest ack, written at most once an interval. One that could not be
 * written waits for the next interval; one that is lost with the process is told again by the client's next ack.
 */
public final class Acks {

    private static final Logger LOG = LoggerFactory.getLogger(Acks.class);
    /** Writes at once: the store serves them side by side, and others too. */
    private static final int CONCURRENCY = 32;

    /** What is not written yet; bounded by the number of devices that are connected. */
    private final Map<Device, Long> waiting = new ConcurrentHashMap<>();

    private final Watermarks watermarks;
    private final SyncProperties properties;
    private final Scheduler scheduler;

    public Acks(Watermarks watermarks, SyncProperties properties, Scheduler scheduler) {
        this.watermarks = watermarks;
        this.properties = properties;
        this.scheduler = scheduler;
    }

    /** This device has everything up to here: written with the next interval. */
    public void ack(Device device, long upTo) {
        waiting.merge(device, upTo, Math::max);
    }

    /** Writes, interval after interval, until cancelled. */
    public Flux<Void> run() {
        return Flux.interval(properties.ackInterval(), scheduler)
                .onBackpressureDrop()
                .concatMap(tick -> flush(), 1);
    }

    /** Writes what waits, once; never fails. */
    public Mono<Void> flush() {
        return Flux.defer(() -> Flux.fromIterable(Map.copyOf(waiting).entrySet()))
                .flatMap(ack -> write(ack.getKey(), ack.getValue()), CONCURRENCY)
                .then();
    }

    private Mono<Void> write(Device device, long upTo) {
        return watermarks
                .raise(device.user(), device.name(), upTo)
                .timeout(properties.timeout(), scheduler)
                .doOnSuccess(done -> waiting.remove(device, upTo))
                .onErrorResume(e -> {
                    LOG.warn("watermark_not_written cause={}", e.toString());
                    return Mono.empty();
                });
    }
}
