package io.fluxim.rebuild;

import io.fluxim.embedded.CannotStart;
import io.fluxim.embedded.StoreSettings.Kind;
import io.fluxim.kafka.source.ConsumerGroup;
import io.fluxim.kafka.source.KafkaProgress;
import io.fluxim.standalone.CannotRun;
import io.fluxim.standalone.Cause;
import io.fluxim.standalone.DataDirectory;
import io.fluxim.standalone.Settings;
import io.fluxim.standalone.StoreAdapters;
import io.fluxim.standalone.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Some stores of an installation, alone: configured as its applications are, while none of them runs. */
final class Workshop implements AutoCloseable {

    /** The first word of progress. */
    static final String OPEN = "the stores are open; reading the log";

    /** Years of messages take hours; what takes longer than this stands still. */
    private static final Duration LONGEST = Duration.ofDays(2);

    private final Stores stores;
    private final StoreAdapters adapters;

    /**
     * What a rebuild needs.
     *
     * @param stores   as far as they are embedded
     * @param adapters a Spring configuration
     */
    record Tools(Set<Kind> stores, Class<?> adapters) {

        Tools {
            stores = Set.copyOf(stores);
        }
    }

    private Workshop(Stores stores, StoreAdapters adapters) {
        this.stores = stores;
        this.adapters = adapters;
    }

    /** Claims the installation, and works; {@link RebuildFailed} with what is in the way or went wrong. */
    static <T> T in(Path data, Tools tools, Function<Workshop, Mono<T>> work) {
        try (DataDirectory claimed = DataDirectory.claim(data);
                Workshop workshop = open(claimed, tools)) {
            T result = work.apply(workshop).block(LONGEST);
            if (result == null) {
                throw new IllegalStateException("a rebuild ended without a result");
            }
            return result;
        } catch (CannotRun | CannotStart e) {
            throw new RebuildFailed(String.valueOf(e.getMessage()), e);
        } catch (RebuildFailed told) {
            throw told;
        } catch (RuntimeException e) {
            throw new RebuildFailed("the rebuild broke off: " + Cause.sentence(e), e);
        }
    }

    private static Workshop open(DataDirectory data, Tools tools) {
        Settings settings = Settings.load(data);
        Stores stores = Stores.resident(tools.stores(), data, settings);
        try {
            Map<String, String> keys = new LinkedHashMap<>(stores.connections());
            keys.put("spring.config.additional-location", Settings.location(data.root()));
            return new Workshop(stores, StoreAdapters.open(tools.adapters(), keys, "spring.config.name=fluxim"));
        } catch (RuntimeException e) {
            stores.close();
            throw e;
        }
    }

    <T> T part(Class<T> type) {
        return adapters.get(type);
    }

    /** Completes where nobody writes what this reader writes, be it on another machine; {@link RebuildFailed} otherwise. */
    Mono<Void> requireNone(ConsumerGroup reader) {
        return part(KafkaProgress.class)
                .members(reader.group())
                .filter(members -> members > 0)
                .flatMap(members -> Mono.error(new RebuildFailed(members + " of " + reader.group() + " read "
                        + reader.topic().name()
                        + ": stop them first, so that nothing moves. (One that was killed is gone"
                        + " after some seconds.) Nothing was changed.")));
    }

    @Override
    public void close() {
        adapters.close();
        stores.close();
    }
}
