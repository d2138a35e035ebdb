package io.fluxim.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * CPU in microseconds a message.
 *
 * @param servers   of each process of the platform
 * @param threads   of each kind of thread in its JVMs, as far as they lived from the beginning to the end
 * @param generator of the bench itself, which is no part of the sum
 */
public record Cpu(Map<String, Double> servers, Map<String, Double> threads, double generator) {

    /** The kind of the threads of MongoDB's stand-in. */
    public static final String STAND_IN = "MongoDB's stand-in";

    public static final Cpu NONE = new Cpu(Map.of(), Map.of(), 0);

    /** Over all processes of the platform. */
    @JsonProperty("sum")
    public double sum() {
        return servers.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of MongoDB's stand-in, which a real MongoDB takes the place of. */
    @JsonProperty("standIn")
    public double standIn() {
        return threads.getOrDefault(STAND_IN, 0.0);
    }
}
