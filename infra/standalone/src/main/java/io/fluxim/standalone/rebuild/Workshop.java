package io.fluxim.standalone.rebuild;

import io.fluxim.embedded.CannotStart;
import io.fluxim.embedded.StoreSettings.Kind;
import io.fluxim.history.HistoryConfiguration;
import io.fluxim.kafka.KafkaConfiguration;
import io.fluxim.standalone.DataDirectory;
import io.fluxim.standalone.Settings;
import io.fluxim.standalone.Stores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The log and the history of an installation, alone: configured as its applications are, while none of them runs. */
final class Workshop implements AutoCloseable {

    private final Stores stores;
    private final ConfigurableApplicationContext context;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(R2dbcAutoConfiguration.class)
    @Import({KafkaConfiguration.class, HistoryConfiguration.class})
    static class Adapters {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private Workshop(Stores stores, ConfigurableApplicationContext context) {
        this.stores = stores;
        this.context = context;
    }

    /** {@link RebuildFailed} where a store does not open. */
    static Workshop open(DataDirectory data) {
        Settings settings = Settings.load(data);
        Stores stores;
        try {
            stores = Stores.resident(Set.of(Kind.KAFKA, Kind.MARIADB), data, settings);
        } catch (CannotStart e) {
            throw new RebuildFailed("the stores in " + data.root() + " do not open: " + e.getMessage(), e);
        }
        try {
            Map<String, String> keys = new LinkedHashMap<>(stores.connections());
            keys.put("spring.config.additional-location", Settings.location(data.root()));
            return new Workshop(stores, context(keys));
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    private static ConfigurableApplicationContext context(Map<String, String> keys) {
        return new SpringApplicationBuilder(Adapters.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties("spring.config.name=fluxim")
                .run(keys.entrySet().stream()
                        .map(key -> "--" + key.getKey() + "=" + key.getValue())
                        .toArray(String[]::new));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
        stores.close();
    }
}
