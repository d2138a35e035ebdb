package io.fluxim.cleaner.sweep;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import reactor.core.publisher.Mono;

/** Sweeps on the management port: {@code POST /actuator/sweep {"dryRun":true}}, then {@code GET /actuator/sweep}. */
@Endpoint(id = "sweep")
public final class SweepEndpoint {

    private static final int CONFLICT = 409;

    private final Sweeps sweeps;
    private final Duration wait;

    /** @param wait longest that a request waits for the end of the sweep that it has started */
    public SweepEndpoint(Sweeps sweeps, Duration wait) {
        this.sweeps = sweeps;
        this.wait = wait;
    }

    /** The sweep under way and the last that ended, as far as there are any. */
    public record Status(
            @Nullable Progress current, @Nullable Progress last) {}

    @ReadOperation
    public Status status() {
        return new Status(sweeps.current().orElse(null), sweeps.last().orElse(null));
    }

    /**
     * Starts a sweep and answers how it ended, or how far it is after a while: {@code state} is RUNNING then. 409 with the
     * progress of the other if one is under way in this process.
     */
    @WriteOperation
    public Mono<WebEndpointResponse<Progress>> begin(@Nullable Boolean dryRun) {
        Sweeps.Begun begun = sweeps.begin(Boolean.TRUE.equals(dryRun) ? Mode.DRY_RUN : Mode.DELETE);
        if (begun instanceof Sweeps.Begun.Busy busy) {
            return Mono.just(new WebEndpointResponse<>(busy.other(), CONFLICT));
        }
        Mono<Progress> result = ((Sweeps.Begun.Started) begun).result();
        return result.timeout(
                        wait,
                        Mono.defer(() -> Mono.justOrEmpty(sweeps.current()).switchIfEmpty(result)))
                .map(WebEndpointResponse::new);
    }
}
