package io.fluxim.standalone;

import io.fluxim.audit.AuditConfiguration;
import io.fluxim.audit.Auditor;
import io.fluxim.audit.Look;
import io.fluxim.audit.Scope;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Flux;

/** The stores of an installation, reached past all applications by the adapters that these use. */
public final class StoreAdapters implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    @EnableAutoConfiguration
    @Import(AuditConfiguration.class)
    static class All {}

    private StoreAdapters(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /**
     * Opens all stores.
     *
     * @param keys     how they are reached; these stand above all other configuration
     * @param defaults properties, {@code key=value}, that stand below it
     */
    public static StoreAdapters open(Map<String, String> keys, String... defaults) {
        return open(All.class, keys, defaults);
    }

    /**
     * Opens some stores.
     *
     * @param adapters a Spring configuration
     */
    public static StoreAdapters open(Class<?> adapters, Map<String, String> keys, String... defaults) {
        return new StoreAdapters(new SpringApplicationBuilder(adapters)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties(defaults)
                .run(keys.entrySet().stream()
                        .map(key -> "--" + key.getKey() + "=" + key.getValue())
                        .toArray(String[]::new)));
    }

    /** One of the adapters, such as the {@code Inbox} or the {@code History}. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** Compares what the stores hold with one another. */
    public Flux<Look> audit(Scope scope) {
        return get(Auditor.class).run(scope);
    }

    @Override
    public void close() {
        context.close();
    }
}
