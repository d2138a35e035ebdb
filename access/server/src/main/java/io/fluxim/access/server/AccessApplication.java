package io.fluxim.access.server;

import io.fluxim.access.socket.push.Presence;
import java.time.Duration;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;

/**
 * The access layer as a program: WebSocket and HTTP on one port, management on another. Any number of nodes serve side by side,
 * each with both roles or with one ({@link Roles}).
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(AccessConfiguration.class)
public class AccessApplication {

    private static final Duration LOOK = Duration.ofMillis(20);
    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    /** How it is started, alone or beside others in one process. */
    public static SpringApplicationBuilder builder() {
        return new SpringApplicationBuilder(AccessApplication.class)
                .web(WebApplicationType.REACTIVE)
                .properties("spring.config.name=fluxim,access");
    }

    /**
     * Returns when it takes sessions, a moment after its context runs, and at once where it takes none; {@link
     * IllegalStateException} after a minute.
     */
    public static void awaitReady(ApplicationContext running) {
        running.getBeanProvider(Presence.class).ifAvailable(AccessApplication::awaitReady);
    }

    private static void awaitReady(Presence presence) {
        Boolean ready = Flux.interval(Duration.ZERO, LOOK)
                .take(READY_WITHIN)
                .any(tick -> presence.ready())
                .block();
        if (!Boolean.TRUE.equals(ready)) {
            throw new IllegalStateException("access takes no sessions: no topic to be pushed at within "
                    + READY_WITHIN.toSeconds() + " s, its log says why");
        }
    }

    public static void main(String[] args) {
        builder().run(args);
    }
}
