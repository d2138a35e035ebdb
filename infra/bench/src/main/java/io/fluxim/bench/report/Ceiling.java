package io.fluxim.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each store alone could carry of what a scenario asks of it.
 *
 * @param scenario its name
 * @param reached  messages a second that it reached, where it was played and reached any
 * @param stores   messages a second by store
 * @param batches  with which that was measured
 */
public record Ceiling(String scenario, Optional<Double> reached, Map<String, Double> stores, Batches batches) {

    private static final double PERCENT = 100;

    public Ceiling {
        stores = Collections.unmodifiableMap(new LinkedHashMap<>(stores)); // keeps their order
    }

    /** The store that ends it first. */
    @JsonProperty("slowest")
    public String slowest() {
        return stores.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }

    /** How much of what the slowest store could carry the whole route did carry, in percent. */
    @JsonProperty("sharePercent")
    public Optional<Double> sharePercent() {
        return reached.map(perSecond -> PERCENT * perSecond / stores.getOrDefault(slowest(), Double.NaN));
    }
}
