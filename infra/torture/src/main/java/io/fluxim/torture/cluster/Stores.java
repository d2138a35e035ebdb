package io.fluxim.torture.cluster;

import io.fluxim.audit.AuditConfiguration;
import io.fluxim.audit.Auditor;
import io.fluxim.audit.Findings;
import io.fluxim.audit.Scope;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;

/** The stores of an installation, reached past all applications by the adapters that these use. */
public final class Stores implements AutoCloseable {

    /** Connections that a killed store may have left in the pool: each is tried and thrown away. */
    private static final int STALE = 20;

    private final ConfigurableApplicationContext context;

    @EnableAutoConfiguration
    @Import(AuditConfiguration.class)
    static class Program {}

    /** @param keys how they are reached */
    public Stores(Map<String, String> keys) {
        this.context = new SpringApplicationBuilder(Program.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .logStartupInfo(false)
                .bannerMode(Banner.Mode.OFF)
                .properties("spring.r2dbc.pool.acquire-retry=" + STALE)
                .run(keys.entrySet().stream()
                        .map(key -> "--" + key.getKey() + "=" + key.getValue())
                        .toArray(String[]::new));
    }

    /** What stands before them, such as the {@code Inbox} or the {@code History}. */
    public <T> T port(Class<T> type) {
        return context.getBean(type);
    }

    /** Compares what they hold with one another. */
    public Mono<Findings> audited(Scope scope) {
        return port(Auditor.class).run(scope).collect(Findings::new, Findings::add);
    }

    @Override
    public void close() {
        context.close();
    }
}
