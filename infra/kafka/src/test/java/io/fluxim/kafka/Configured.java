package io.fluxim.kafka;

import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Properties as an application binds them. */
public final class Configured {

    private Configured() {}

    /** As configured by these keys below {@code im.kafka}, in pairs. */
    public static KafkaProperties kafka(String... keysAndValues) {
        Map<String, String> configured = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            configured.put("im.kafka." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Binder(new MapConfigurationPropertySource(configured))
                .bindOrCreate("im.kafka", KafkaProperties.class);
    }
}
