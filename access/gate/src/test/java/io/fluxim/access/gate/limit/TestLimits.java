package io.fluxim.access.gate.limit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Limits as an operator configures them: {@code key=value} without the prefix, the defaults where nothing is said. */
public final class TestLimits {

    private TestLimits() {}

    public static LimitsProperties properties(String... keys) {
        Map<String, String> given = Arrays.stream(keys)
                .map(key -> key.split("=", 2))
                .collect(Collectors.toMap(key -> "im.access.limits." + key[0], key -> key[1]));
        return new Binder(new MapConfigurationPropertySource(given))
                .bindOrCreate("im.access.limits", LimitsProperties.class);
    }

    /** In a time that stands still. */
    public static RateLimits rates(String... keys) {
        return rates(new TestTime(), keys);
    }

    public static RateLimits rates(TestTime time, String... keys) {
        return new RateLimits(properties(keys), time, new LimitMeters(new SimpleMeterRegistry()));
    }
}
